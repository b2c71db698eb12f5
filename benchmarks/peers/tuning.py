"""Learns rankings from judgments by the project and its peers, on the same folds, and writes
tuning.json and tuning.md."""

import argparse
import json
import os
import sys
import time
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import numpy as np

import report
import tuning_peers
import tuning_report
from tuning_data import (
    Catalog,
    Rows,
    letor_rows,
    occupation_rows,
    read_catalog,
    write_with_query_ids,
)
from tuning_engine import Engine, Tuned, agree
from tuning_metrics import Measures, compare, measure

TOLERANCE = 1e-9  # the project's own figures beside those computed here
LEARN = {"weights": "weights", "weights and blend": "weights,blend"}


def log(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


@dataclass
class Split:
    training: Rows
    test: Rows


@dataclass
class System:
    name: str
    measures: Measures
    ours: bool = False
    seconds: float | None = None  # of all folds: choosing options and fitting
    fit_seconds: float | None = None  # of one fit with the options chosen
    options: list[dict] = field(default_factory=list)  # of each fold

    def arranged(self, queries: list[str]) -> "System":
        place = {query: i for i, query in enumerate(self.measures.queries)}
        order = [place[query] for query in queries]
        m = self.measures
        self.measures = Measures(queries, m.ndcg[order], m.average_precision[order])
        return self


def together(parts: list[Measures]) -> Measures:
    return Measures(
        [query for part in parts for query in part.queries],
        np.concatenate([part.ndcg for part in parts]),
        np.concatenate([part.average_precision for part in parts]),
    )


def of_folds(name: str, parts: list[tuple[Measures, dict]], ours: bool = False) -> System:
    """The held-out queries of all folds together."""
    fits = [part["fit_seconds"] for _, part in parts]
    return System(
        name,
        together([measures for measures, _ in parts]),
        ours,
        sum(part["seconds"] for _, part in parts),
        None if None in fits else float(np.mean(fits)),
        [part["option"] for _, part in parts],
    )


def held_out(name: str, splits: list[Split], learn) -> System:
    parts = []
    for split in splits:
        scorer, effort = learn(split.training)
        test = split.test
        parts.append((measure(test.queries, test.scored(scorer(test.features))), effort))
    return of_folds(name, parts)


def peers_of(splits: list[Split], peers) -> list[System]:
    systems = []
    for peer in peers:
        system = held_out(peer.name, splits, lambda rows, p=peer: tuning_peers.learn(p, rows))
        log(f"  {peer.name}: {system.measures.ndcg.mean():.4f}, {system.seconds:.0f} s")
        systems.append(system)
    return systems


def splits_by_fold(rows: Rows, fold: dict[str, int]) -> list[Split]:
    of_query = np.array([fold.get(query, -1) for query in rows.queries])
    return [
        Split(
            rows.part(np.flatnonzero((of_query >= 0) & (of_query != f))),
            rows.part(np.flatnonzero(of_query == f)),
        )
        for f in sorted(set(fold.values()))
    ]


def tuned_system(engine: Engine, name: str, tuned: Tuned, words: list[str]) -> System:
    """With the time of one fit: the same test again without the choice of the prior's strength."""
    fixed = engine.tune(*words, "--l2", str(tuned.report["l2"]))
    fits = len(set(tuned.fold.values())) + 1
    log(f"  skillmatch, {name}: {tuned.after.ndcg.mean():.4f}, {tuned.seconds:.0f} s")
    return System(
        f"skillmatch tune, {name}",
        tuned.after,
        True,
        tuned.seconds,
        fixed.seconds / fits,
        [{"l2": one["l2"]} for one in tuned.report["folds"]],
    )


def result_of(name: str, description: str, rows: Rows, systems: list[System], checks) -> dict:
    """The first system is what the others are compared with, the last of ours is compared with
    everybody."""
    queries = systems[0].measures.queries
    systems = [system.arranged(queries) for system in systems]
    start, best = systems[0], [system for system in systems if system.ours][-1]
    found = []
    for system in systems:
        one = {
            "name": system.name,
            "ours": system.ours,
            "ndcg": float(system.measures.ndcg.mean()),
            "map": float(system.measures.average_precision.mean()),
            "seconds": system.seconds,
            "fit_seconds": system.fit_seconds,
            "options": system.options,
            "ndcg_of_each": [round(float(x), 6) for x in system.measures.ndcg],
        }
        if system is not start:
            one["against_start"] = compare(start.measures.ndcg, system.measures.ndcg)
        if not system.ours:
            one["ours_against_it"] = compare(system.measures.ndcg, best.measures.ndcg)
        found.append(one)
    return {
        "name": name,
        "description": description,
        "queries": queries,
        "rows": len(rows.grades),
        "features": rows.features.shape[1],
        "systems": found,
        "checks": checks,
    }


def cosine_of(rows: Rows) -> Measures:
    return measure(rows.queries, rows.scored(rows.features[:, -2].astype(np.float64)))


@dataclass
class Occupations:
    """What both splits share."""

    words: list
    qrels: Path
    catalog: Catalog
    rows: Rows
    reports: dict[str, Tuned]  # by what is learnt
    fold: dict[str, int]

    def learn(self, parts: str) -> list:
        return ["--feedback", self.qrels, *self.words, "--start", "cosine", "--learn", parts]


def read_occupations(engine: Engine, data: Path) -> Occupations:
    catalog_path, profiles_path = engine.import_onet(data / "onet")
    catalog = read_catalog(catalog_path, profiles_path)
    qrels = data / "onet" / "related_dev.qrels"
    words = ["--catalog", catalog_path, "--profiles", profiles_path]
    read = Occupations(words, qrels, catalog, occupation_rows(catalog, qrels), {}, {})
    read.reports = {name: engine.tune(*read.learn(parts)) for name, parts in LEARN.items()}
    read.fold = read.reports["weights"].fold
    if any(report.fold != read.fold for report in read.reports.values()):
        raise RuntimeError("the folds of two runs of tune differ")
    return read


def occupations(engine: Engine, data: Path, peers) -> dict:
    """O*NET: which occupations are related, by what they ask for."""
    read = read_occupations(engine, data)
    rows, fold = read.rows, read.fold
    cosine = cosine_of(rows.part([q for q, id_ in enumerate(rows.queries) if id_ in fold]))
    evaluated = engine.evaluate("--judgments", read.qrels, *read.words, "--model", "cosine")
    checks = {
        "cosine, here and by skillmatch evaluate": agree(cosine, evaluated),
        "cosine, here and by skillmatch tune": agree(cosine, read.reports["weights"].before),
    }
    systems = [System("cosine, untuned", cosine)]
    systems += [
        tuned_system(engine, name, read.reports[name], read.learn(parts))
        for name, parts in LEARN.items()
    ]
    systems += peers_of(splits_by_fold(rows, fold), peers)
    description = (
        f"{len(rows.queries)} occupations, each against {len(read.catalog.ids) - 1} others by the "
        f"importance of {len(read.catalog.skills)} skills and areas of knowledge; graded related "
        "occupations, what is not among them counts as 0. A peer's features: each skill's term of "
        "the cosine, the cosine, the coverage"
    )
    return result_of("O*NET", description, rows, systems, checks)


def strict_occupations(engine: Engine, data: Path, peers) -> dict:
    """O*NET, where no occupation of the test was a candidate in training."""
    read = read_occupations(engine, data)
    catalog, rows, fold = read.catalog, read.rows, read.fold
    folds = sorted(set(fold.values()))
    company_fold = np.random.default_rng(1).permutation(len(catalog.ids)) % len(folds)
    of_query = np.array([fold.get(query, -1) for query in rows.queries])
    splits, untuned, apart = [], [], 0.0
    tuned: dict[str, list] = {name: [] for name in LEARN}
    for number, f in enumerate(folds):
        inside = set(np.flatnonzero(company_fold == number).tolist())
        outside = set(range(len(catalog.ids))) - inside
        training = rows.part(np.flatnonzero((of_query >= 0) & (of_query != f)), outside)
        test = rows.part(np.flatnonzero(of_query == f), inside)
        splits.append(Split(training, test))
        learn = engine.write_part("training", training, catalog, outside)
        judge = engine.write_part("test", test, catalog, inside)
        untuned.append(cosine_of(test))
        evaluated = engine.evaluate("--judgments", *judge, "--model", "cosine")
        apart = max(apart, agree(untuned[-1], evaluated))
        for name, parts in LEARN.items():
            words = ["--start", "cosine", "--learn", parts]
            tuned[name].append(engine.tune_and_judge(learn, judge, words))
    systems = [System("cosine, untuned", together(untuned))]
    for name, parts in tuned.items():
        systems.append(of_folds(f"skillmatch tune, {name}", parts, ours=True))
        log(f"  skillmatch, {name}: {systems[-1].measures.ndcg.mean():.4f}")
    systems += peers_of(splits, peers)
    description = (
        "The occupations of O*NET, split both ways: those of a fifth are ranked for queries of another "
        "fifth, and neither was in training. skillmatch's seconds hold its own test of five folds, "
        "a fold; where that is not passed the untuned cosine stays"
    )
    checks = {"cosine, here and by skillmatch evaluate": apart}
    return result_of("O*NET, unseen candidates", description, rows, systems, checks)


def letor(engine: Engine, data: Path, peers) -> dict:
    """LightGBM's ranking sample: anonymous features."""
    path = engine.folder / "letor.svmrank"
    write_with_query_ids(data / "letor" / "rank.train", data / "letor" / "rank.train.query", path)
    rows = letor_rows(path)
    words = ["--feedback", path]
    tuned = engine.tune(*words)
    splits = splits_by_fold(rows, tuned.fold)
    systems = [
        held_out("best single feature of the training folds", splits, tuning_peers.best_feature),
        tuned_system(engine, "linear", tuned, words),
        *peers_of(splits, peers),
    ]
    description = (
        f"LightGBM's lambdarank sample: {len(rows.queries)} queries, {len(rows.grades):,} rows of "
        f"{rows.features.shape[1]} anonymous features, grades 0 to 4; queries whose rows have one "
        "grade alone are left out"
    )
    return result_of("LETOR", description, rows, systems, {})


TASKS = {"onet": occupations, "unseen": strict_occupations, "letor": letor}


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks/peers/tune", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=list(TASKS), help="these data sets")
    parser.add_argument("--quick", action="store_true", help="small grids, to try the command")
    parser.add_argument("--build", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--program", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help="folder of the reports (default: build/peers)")
    options = parser.parse_args()
    data = os.environ.get("SKILLMATCH_REAL_DATA")
    if not data:
        parser.error("SKILLMATCH_REAL_DATA must name the folder of the real data")
    options.data = Path(data).resolve()
    options.out = options.out or options.build.parent / "peers"
    options.program = options.program or options.build / "cli" / "skillmatch"
    return options


def measured_before(path: Path, result: dict) -> dict:
    """Tasks of an earlier run by the same code and libraries on the same machine: together they
    take hours, and can be run one at a time."""
    if not path.exists():
        return {}
    before = json.loads(path.read_text())
    tasks = before.pop("tasks")
    of_the_hour = dict.fromkeys(["date", "load_before"])
    return tasks if before | of_the_hour == result | of_the_hour else {}


def main() -> int:
    options = parse_arguments()
    peers = [peer.quick() if options.quick else peer for peer in tuning_peers.PEERS]
    engine = Engine(options.program, options.out / "tuning")
    versions = {peer.package: version(peer.package) for peer in peers}
    result = report.machine(options.build) | {"quick": options.quick, "versions": versions}
    chosen = options.only or list(TASKS)
    done = measured_before(options.out / "tuning.json", result)
    for name in chosen:
        log(f"{name}: {TASKS[name].__doc__}")
        began = time.perf_counter()
        done[name] = TASKS[name](engine, options.data, peers)
        done[name]["whole_seconds"] = time.perf_counter() - began
        result["tasks"] = {key: done[key] for key in TASKS if key in done}
        (options.out / "tuning.json").write_text(json.dumps(result, indent=1) + "\n")
        (options.out / "tuning.md").write_text(tuning_report.markdown(result))
    wrong = [
        f"{task['name']}: {check} differ by {difference}"
        for task in (done[name] for name in chosen)
        for check, difference in task["checks"].items()
        if difference > TOLERANCE
    ]
    for line in wrong:
        log(f"WRONG: {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
