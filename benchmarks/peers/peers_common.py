"""What the peers share: threads, and the best k of rows of scores."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from threadpoolctl import ThreadpoolController


class ThreadLimits:
    """Sets the threads of every BLAS and OpenMP library of this process."""

    def __init__(self):
        self.controller = ThreadpoolController()  # after the libraries were loaded

    def set(self, blas: int, openmp: int) -> None:
        for library in self.controller.lib_controllers:
            library.set_num_threads(blas if library.user_api == "blas" else openmp)


class Halves:
    """Splits the queries over threads of its own, for libraries that do not (well)."""

    def __init__(self):
        self.pool = ThreadPoolExecutor(2)

    def search(self, search, queries, threads: int):
        rows = queries.shape[0]
        if threads == 1 or rows < threads:
            return search(queries)
        cuts = [rows * t // threads for t in range(threads + 1)]
        parts = list(self.pool.map(search, [queries[a:b] for a, b in zip(cuts, cuts[1:])]))
        return tuple(np.concatenate([part[i] for part in parts]) for i in range(2))


def best(scores: np.ndarray, k: int):
    """Ids and scores of the k best of each row, best first."""
    k = min(k, scores.shape[1])
    ids = np.argpartition(scores, -k, axis=1)[:, -k:]
    top = np.take_along_axis(scores, ids, axis=1)
    order = np.argsort(-top, axis=1, kind="stable")
    return np.take_along_axis(ids, order, axis=1), np.take_along_axis(top, order, axis=1)
