"""The project, as people use it: the command line, one thread."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from processor_time import processor_seconds
from tuning_data import Catalog, Rows
from tuning_metrics import Measures

BETTER, NOT_BETTER = 0, 4  # exit statuses of tune with a report


@dataclass
class Tuned:
    """What `tune` says of every query that it held out."""

    fold: dict[str, int]
    before: Measures
    after: Measures
    seconds: float
    report: dict


class Engine:
    def __init__(self, program: Path, folder: Path):
        self.program = program.resolve()
        self.folder = folder.resolve()
        self.folder.mkdir(parents=True, exist_ok=True)

    def run(self, *words: str, allowed=(0,)) -> subprocess.CompletedProcess:
        done = subprocess.run(
            [self.program, *map(str, words)],
            check=False,
            capture_output=True,
            text=True,
            cwd=self.folder,
        )
        if done.returncode not in allowed:
            raise RuntimeError(f"skillmatch {' '.join(map(str, words))}: {done.stderr}")
        return done

    def import_onet(self, data: Path) -> tuple[Path, Path]:
        catalog, profiles = self.folder / "onet.json", self.folder / "onet.jsonl"
        self.run("import", "onet", data, "--value", "importance", "-q", "-o", catalog,
                 "--profiles", profiles)  # fmt: skip
        return catalog, profiles

    def tune(self, *words: str) -> Tuned:
        """Timed as a whole: reading, five folds with their inner folds, the fit to everything."""
        start = processor_seconds()
        done = self.run("tune", *words, "--threads", "1", "--format", "json", "-q",
                        allowed=(BETTER, NOT_BETTER))  # fmt: skip
        seconds = processor_seconds() - start
        report = json.loads(done.stdout)
        held_out = report.pop("held_out")
        queries = [str(one["query"]) for one in held_out]

        def measures(side: str) -> Measures:
            return Measures(
                queries,
                [one[side]["ndcg"] for one in held_out],
                [one[side]["map"] for one in held_out],
            )

        fold = dict(zip(queries, (one["fold"] for one in held_out)))
        return Tuned(fold, measures("before"), measures("after"), seconds, report)

    def evaluate(self, *words: str) -> Measures:
        rows = json.loads(
            self.run("evaluate", *words, "--per-query", "--format", "json", "-q").stdout
        )
        return Measures(
            [row["query"] for row in rows],
            [row["ndcg@10"] for row in rows],
            [row["map"] for row in rows],
        )

    def write_part(self, name: str, rows: Rows, catalog: Catalog, companies: set[int]) -> list[str]:
        """The judgments of `rows` and a catalog of those companies: what follows --feedback."""
        whole = json.loads((self.folder / "onet.json").read_text())
        whole["companies"] = [whole["companies"][c] for c in sorted(companies)]
        (self.folder / f"{name}.json").write_text(json.dumps(whole))
        lines = []
        for q, query in enumerate(rows.queries):
            of_query = rows.of(q)
            for company, grade in zip(rows.candidates[of_query], rows.grades[of_query]):
                if grade > 0:
                    lines.append(f"{query} 0 {catalog.ids[company]} {grade}\n")
        (self.folder / f"{name}.qrels").write_text("".join(lines))
        return [f"{name}.qrels", "--catalog", f"{name}.json", "--profiles", "onet.jsonl"]

    def tune_and_judge(self, training: list[str], test: list[str], words: list[str]):
        """The measures in one part of what was learnt in another, and what that took. A model that
        `tune` does not recommend is not used, as its users are told."""
        model = self.folder / "part.model.json"
        model.unlink(missing_ok=True)
        start = processor_seconds()
        self.run("tune", "--feedback", *training, *words, "--threads", "1", "-q", "-o", model,
                 allowed=(BETTER, NOT_BETTER))  # fmt: skip
        seconds = processor_seconds() - start
        used = model if model.exists() else words[words.index("--start") + 1]
        found = self.evaluate("--judgments", *test, "--model", used)
        option = {"model": "tuned" if model.exists() else "start"}
        return found, {"option": option, "seconds": seconds, "fit_seconds": None}


def agree(first: Measures, second: Measures) -> float:
    """The greatest difference of two lists of the same queries, in any order."""
    place = {query: i for i, query in enumerate(second.queries)}
    order = np.array([place[query] for query in first.queries])
    return max(
        float(np.abs(first.ndcg - second.ndcg[order]).max()),
        float(np.abs(first.average_precision - second.average_precision[order]).max()),
    )
