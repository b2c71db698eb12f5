"""Asks the processes of one task by turns and writes down their times."""

import json
import os
import statistics
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

import peers_sparse
from worker import K

HERE = Path(__file__).parent


@dataclass
class Participant:
    """A process of a task: the project, or a peer."""

    name: str
    rank: int  # profiles asked together in a round; few for slow ones
    single: int  # profiles asked one by one in a round
    variants: list[str] = field(default_factory=lambda: ["-"])  # models, for the project
    threads: list[int] = field(default_factory=lambda: [1, 2])
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def is_project(self) -> bool:
        return self.name.startswith("skillmatch")


class Process:
    """A participant at work; `ready` is how long it took to load and build."""

    def __init__(self, participant: Participant, engine: Path, folder: Path):
        self.participant = participant
        if participant.is_project:
            command = [str(engine), str(folder)]
        else:
            command = [sys.executable, str(HERE / "worker.py"), participant.name, str(folder)]
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **participant.environment},
        )
        self.ready = self.answer()

    def answer(self) -> dict:
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.participant.name} ended: see its message above")
        return json.loads(line)

    def ask(self, *words) -> dict:
        print(*words, file=self.process.stdin, flush=True)
        return self.answer()

    def results(self, path: Path):
        self.ask("results", path)
        ids = np.fromfile(f"{path}.ids", np.int64).reshape(-1, K)
        scores = np.fromfile(f"{path}.scores", np.float64).reshape(-1, K)
        return ids, scores

    def peak_megabytes(self) -> float:
        for line in Path(f"/proc/{self.process.pid}/status").read_text().split("\n"):
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
        return 0.0

    def close(self) -> None:
        print("quit", file=self.process.stdin, flush=True)
        self.process.communicate()


def cases(participants: list[Participant]):
    """What a round asks: mode, threads, then everybody, so that rivals are asked in a row."""
    for mode in ("rank", "single"):
        for threads in (1, 2):
            for participant in participants:
                for variant in participant.variants:
                    count = getattr(participant, mode)
                    if count and threads in participant.threads:
                        yield mode, threads, participant.name, variant, count


def run(participants, engine: Path, folder: Path, rounds: int, log):
    """Records of all cases, and the processes, still alive for the check."""
    processes = {}
    for participant in participants:
        log(f"  {participant.name}: loading and building")
        processes[participant.name] = Process(participant, engine, folder)
    records = {}
    for number in range(rounds):
        for case in cases(participants):
            mode, threads, name, variant, count = case
            answer = processes[name].ask(mode, variant, threads, count)
            queries = count if mode == "rank" else 1
            record = records.setdefault(
                case,
                {
                    "participant": name,
                    "variant": variant,
                    "mode": mode,
                    "threads": threads,
                    "queries": count,
                    "seconds": [],
                    "cpu_seconds": [],
                    "setup": answer["setup"],
                    **processes[name].ready,
                },
            )
            record["seconds"].append(answer["seconds"] / queries)
            record["cpu_seconds"].append(answer["cpu_seconds"] / queries)
        log(f"  round {number + 1} of {rounds}")
    return list(records.values()), processes


def add_ratios(records: list[dict], variant: str = "cosine") -> None:
    """Each peer's time over the project's, a round at a time; the median of the rounds."""
    project = {
        (r["mode"], r["threads"]): r
        for r in records
        if r["participant"] == "skillmatch" and r["variant"] == variant
    }
    for record in records:
        against = project.get((record["mode"], record["threads"]))
        if against is not None:
            for key in ("seconds", "cpu_seconds"):
                rounds = [a / max(b, 1e-9) for a, b in zip(record[key], against[key])]
                record[f"ratio_of_{key}"] = statistics.median(rounds)


def version(name: str) -> str:
    return "" if name.startswith("skillmatch") else peers_sparse.version(name)
