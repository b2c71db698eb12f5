"""Cosine over sparse rows by other people's libraries, in float32, rows of length 1.

A peer has `load_queries`, a constructor that builds whatever it searches, `setups(threads)`, of
which the fastest is measured, and `search`, which gives ids and scores of the k best.
"""

import importlib.metadata

import numpy as np
from scipy import sparse

from peers_common import Halves, ThreadLimits, best
from workloads import Workload, unit_rows


def unit_companies(workload: Workload) -> sparse.csr_matrix:
    return unit_rows(workload.company_matrix(), np.float32)


class SparsePeer:
    @staticmethod
    def load_queries(workload: Workload) -> sparse.csr_matrix:
        return unit_rows(workload.profile_matrix(), np.float32)

    def setups(self, threads: int) -> list[str]:
        return [""]


class SparseDotTopn(SparsePeer):
    """Its C++ core. With one thread its parallel function is faster than its sequential one."""

    def __init__(self, workload: Workload, k: int):
        self.k = k
        self.by_skill = unit_companies(workload).T.tocsr()

    def setups(self, threads: int) -> list[str]:
        return ["parallel core"] + (["sequential core"] if threads == 1 else [])

    def search(self, queries, threads: int, setup: str):
        from sparse_dot_topn.lib import _sparse_dot_topn_core as core

        common = {
            "top_n": min(self.k, self.by_skill.shape[1]),
            "nrows": queries.shape[0],
            "ncols": self.by_skill.shape[1],
            "threshold": None,
            "A_data": queries.data,
            "A_indptr": queries.indptr,
            "A_indices": queries.indices,
            "B_data": self.by_skill.data,
            "B_indptr": self.by_skill.indptr,
            "B_indices": self.by_skill.indices,
        }
        if setup == "sequential core":
            scores, ids, starts = core.sp_matmul_topn_sorted(density=1.0, **common)
        else:
            scores, ids, starts = core.sp_matmul_topn_sorted_mt(n_threads=threads, **common)
        return padded(scores, ids, starts, self.k)


def padded(scores, ids, starts, k: int):
    """Rows of k, -1 where there are fewer."""
    starts = np.asarray(starts)
    if (np.diff(starts) == k).all():
        rows = len(starts) - 1
        return tuple(np.asarray(found)[: rows * k].reshape(-1, k) for found in (ids, scores))
    result = np.full((len(starts) - 1, k), -1), np.zeros((len(starts) - 1, k))
    for row, (a, b) in enumerate(zip(starts, starts[1:])):
        result[0][row, : b - a], result[1][row, : b - a] = ids[a:b], scores[a:b]
    return result


class ScipyProduct(SparsePeer):
    """profiles x companies as one CSR product, then argpartition of each row that came out."""

    BATCH = 64  # rows of the product at a time: it has most of the companies in each

    def __init__(self, workload: Workload, k: int):
        self.k = k
        self.by_skill = unit_companies(workload).T.tocsr()
        self.halves = Halves()

    def search_some(self, queries):
        parts = [
            self.search_batch(queries[i : i + self.BATCH])
            for i in range(0, queries.shape[0], self.BATCH)
        ]
        return tuple(np.concatenate([part[i] for part in parts]) for i in range(2))

    def search_batch(self, queries):
        product = queries @ self.by_skill
        ids = np.full((queries.shape[0], self.k), -1)
        scores = np.zeros((queries.shape[0], self.k))
        for row in range(queries.shape[0]):
            held = slice(product.indptr[row], product.indptr[row + 1])
            found, top = best(product.data[None, held], self.k)
            ids[row, : found.shape[1]] = product.indices[held][found[0]]
            scores[row, : found.shape[1]] = top[0]
        return ids, scores

    def search(self, queries, threads: int, setup: str):
        return self.halves.search(self.search_some, queries, threads)


class ScikitLearnSparse(SparsePeer):
    """NearestNeighbors, brute force, cosine distance."""

    def __init__(self, workload: Workload, k: int):
        from sklearn.neighbors import NearestNeighbors

        self.neighbours = NearestNeighbors(n_neighbors=k, algorithm="brute", metric="cosine")
        self.neighbours.fit(unit_companies(workload))
        self.limits = ThreadLimits()
        self.halves = Halves()

    def search_some(self, queries):
        distances, ids = self.neighbours.kneighbors(queries)
        return ids, 1.0 - distances

    def search(self, queries, threads: int, setup: str):
        self.limits.set(threads, threads)
        return self.halves.search(self.search_some, queries, threads)


PEERS = {
    "sparse_dot_topn": SparseDotTopn,
    "scipy": ScipyProduct,
    "scikit-learn-sparse": ScikitLearnSparse,
}
PACKAGES = {"scikit-learn-sparse": "scikit-learn", "scikit-learn-dense": "scikit-learn"}


def version(name: str) -> str:
    return importlib.metadata.version(PACKAGES.get(name, name))
