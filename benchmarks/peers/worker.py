"""One library as a process: `worker.py NAME FOLDER` loads, builds, then answers lines on stdin.

    -> rank VARIANT THREADS COUNT    the best K of the first COUNT profiles, all in one call
    <- {"seconds": .., "cpu_seconds": .., "setup": ".."}
    -> single VARIANT THREADS COUNT  the same, one call a profile; the median of their times
    -> results FILE                  what the last command found: FILE.ids, FILE.scores
    -> quit

engine_peer.cpp speaks the same. Python's VARIANT is always "-". The processes of a task stay
alive and are asked by turns, so that a noisy minute disturbs all of them alike.
"""

import json
import statistics
import sys
import time

import numpy as np

import peers_dense
import peers_sparse
from workloads import Workload

K = 10
CALIBRATION = 100  # queries that choose the best set-up
LEAST_SECONDS = 0.3  # short searches are repeated within a round; the median counts
PEERS = peers_sparse.PEERS | peers_dense.PEERS


def timed(call):
    cpu, start = time.process_time(), time.perf_counter()
    result = call()
    return time.perf_counter() - start, time.process_time() - cpu, result


def repeated(call):
    """Median wall and CPU seconds of a call, and its result."""
    walls, cpus = [], []
    while not walls or sum(walls) < LEAST_SECONDS:
        wall, cpu, result = timed(call)
        walls.append(wall)
        cpus.append(cpu)
    return statistics.median(walls), statistics.median(cpus), result


class Server:
    def __init__(self, name: str, folder: str):
        workload = Workload(folder)
        load, _, self.queries = timed(lambda: PEERS[name].load_queries(workload))
        build, _, self.peer = timed(lambda: PEERS[name](workload, K))
        self.chosen = {}  # the best set-up by (mode, threads, count)
        self.answer(load_seconds=load, build_seconds=build)

    @staticmethod
    def answer(**values):
        print(json.dumps(values), flush=True)

    def best_setup(self, mode: str, threads: int, count: int) -> tuple[int, str]:
        """The fastest threads and set-up of the library, each tried twice: a warm-up as well.

        Two threads may be slower than one, for a single profile above all; then one counts.
        """
        key = mode, threads, count
        if key not in self.chosen:
            first = self.queries[: min(count, CALIBRATION) if mode == "rank" else 1]
            tried = [(t, s) for t in range(threads, 0, -1) for s in self.peer.setups(t)]
            self.peer.search(first[:1], *tried[0])
            times = {
                way: min(timed(lambda way=way: self.peer.search(first, *way))[0] for _ in range(2))
                for way in tried
            }
            self.chosen[key] = min(times, key=times.get)
        return self.chosen[key]

    @staticmethod
    def label(threads: int, way: tuple[int, str]) -> str:
        return way[1] if way[0] == threads else f"{way[1]}, on one thread".lstrip(", ")

    def rank(self, threads: int, count: int) -> None:
        way = self.best_setup("rank", threads, count)
        queries = self.queries[:count]
        wall, cpu, self.found = repeated(lambda: self.peer.search(queries, *way))
        self.answer(seconds=wall, cpu_seconds=cpu, setup=self.label(threads, way))

    def single(self, threads: int, count: int) -> None:
        way = self.best_setup("single", threads, count)
        rows = [self.queries[i : i + 1] for i in range(count)]
        measured = [timed(lambda q=q: self.peer.search(q, *way)) for q in rows]
        wall, cpu = (statistics.median(m[i] for m in measured) for i in range(2))
        self.found = tuple(np.concatenate([m[2][i] for m in measured]) for i in range(2))
        self.answer(seconds=wall, cpu_seconds=cpu, setup=self.label(threads, way))

    def results(self, path: str) -> None:
        ids, scores = self.found
        ids.astype(np.int64).tofile(path + ".ids")
        scores.astype(np.float64).tofile(path + ".scores")
        self.answer(queries=len(ids))

    def serve(self) -> None:
        for line in sys.stdin:
            command, *arguments = line.split()
            if command == "quit":
                return
            if command == "results":
                self.results(arguments[0])
            else:
                getattr(self, command)(int(arguments[1]), int(arguments[2]))


if __name__ == "__main__":
    Server(sys.argv[1], sys.argv[2]).serve()
