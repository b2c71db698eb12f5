"""Inner product of dense rows of length 1 by other people's libraries, in float32, exact search.

The interface is that of peers_sparse.py.
"""

import numpy as np

from peers_common import Halves, ThreadLimits, best
from workloads import DIMENSIONS, Workload


class DensePeer:
    @staticmethod
    def load_queries(workload: Workload) -> np.ndarray:
        return np.array(workload.vectors("profiles"))

    def __init__(self, workload: Workload, k: int):
        self.k = k
        self.build(np.array(workload.vectors("companies")))

    def setups(self, threads: int) -> list[str]:
        return [""]


class Faiss(DensePeer):
    """IndexFlatIP. Its BLAS and its own OpenMP loop may fight over two threads: all are tried."""

    FEW = 20  # fewer queries than this do without BLAS

    def build(self, vectors: np.ndarray) -> None:
        import faiss

        self.faiss = faiss
        self.index = faiss.IndexFlatIP(DIMENSIONS)
        self.index.add(vectors)
        self.limits = ThreadLimits()
        self.halves = Halves()

    def setups(self, threads: int) -> list[str]:
        if threads == 1:
            return [""]
        return ["queries in halves", "OpenMP 2, BLAS 1", "OpenMP 1, BLAS 2", "OpenMP 2, BLAS 2"]

    def search_half(self, queries: np.ndarray):
        self.faiss.omp_set_num_threads(1)  # holds for the calling thread
        self.limits.set(1, 1)
        scores, ids = self.index.search(queries, self.k)
        return ids, scores

    def search(self, queries: np.ndarray, threads: int, setup: str):
        # 1.15 needs queries x dimensions >= 128,000 before it turns to BLAS, which is several
        # times as fast from 64 queries on; older ones turned at 20 queries.
        self.faiss.cvar.distance_compute_blas_threshold = self.FEW * DIMENSIONS
        if setup in ("", "queries in halves"):
            return self.halves.search(self.search_half, queries, threads)
        openmp, blas = (int(part[-1]) for part in setup.split(", "))
        self.limits.set(blas, openmp)
        self.faiss.omp_set_num_threads(openmp)
        scores, ids = self.index.search(queries, self.k)
        return ids, scores


class NumpyProduct(DensePeer):
    """queries x companies, then argpartition."""

    BATCH = 128  # 512 MB of scores at a million companies

    def build(self, vectors: np.ndarray) -> None:
        self.vectors = vectors
        self.limits = ThreadLimits()
        self.halves = Halves()

    def setups(self, threads: int) -> list[str]:
        return ["BLAS 2", "queries in halves"] if threads > 1 else [""]

    def search_some(self, queries: np.ndarray):
        parts = [
            best(queries[i : i + self.BATCH] @ self.vectors.T, self.k)
            for i in range(0, len(queries), self.BATCH)
        ]
        return tuple(np.concatenate([part[i] for part in parts]) for i in range(2))

    def search(self, queries: np.ndarray, threads: int, setup: str):
        halves = setup == "queries in halves"
        self.limits.set(1 if halves else threads, 1)
        return self.halves.search(self.search_some, queries, threads if halves else 1)


class ScikitLearnDense(DensePeer):
    """NearestNeighbors, brute force. Of rows of length 1 the nearest have the greatest cosine."""

    def build(self, vectors: np.ndarray) -> None:
        from sklearn.neighbors import NearestNeighbors

        self.neighbours = {
            metric: NearestNeighbors(n_neighbors=self.k, algorithm="brute", metric=metric)
            for metric in ("euclidean", "cosine")
        }
        for one in self.neighbours.values():
            one.fit(vectors)
        self.limits = ThreadLimits()

    def setups(self, threads: int) -> list[str]:
        return list(self.neighbours)

    def search(self, queries: np.ndarray, threads: int, setup: str):
        self.limits.set(threads, threads)
        distances, ids = self.neighbours[setup].kneighbors(queries)
        if setup == "cosine":
            return ids, 1.0 - distances
        return ids, 1.0 - np.square(distances.astype(np.float64)) / 2.0


class Usearch(DensePeer):
    """Exact search."""

    def build(self, vectors: np.ndarray) -> None:
        self.vectors = vectors

    def setups(self, threads: int) -> list[str]:
        return ["ip", "cos"]

    def search(self, queries: np.ndarray, threads: int, setup: str):
        from usearch.index import search

        found = search(self.vectors, queries, self.k, setup, exact=True, threads=threads)
        return (
            np.asarray(found.keys, np.int64).reshape(len(queries), -1),
            1.0 - np.asarray(found.distances, np.float64).reshape(len(queries), -1),
        )


class Hnswlib(DensePeer):
    """BFIndex, its brute force."""

    def build(self, vectors: np.ndarray) -> None:
        import hnswlib

        self.index = hnswlib.BFIndex("ip", DIMENSIONS)
        self.index.init_index(len(vectors))
        self.index.add_items(vectors)

    def search(self, queries: np.ndarray, threads: int, setup: str):
        ids, distances = self.index.knn_query(queries, self.k, num_threads=threads)
        order = np.argsort(distances, axis=1, kind="stable")
        return np.take_along_axis(ids, order, 1), 1.0 - np.take_along_axis(distances, order, 1)


PEERS = {
    "faiss-cpu": Faiss,
    "numpy": NumpyProduct,
    "scikit-learn-dense": ScikitLearnDense,
    "usearch": Usearch,
    "hnswlib": Hnswlib,
}
