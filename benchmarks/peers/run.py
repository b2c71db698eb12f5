"""Measures the project and its peers and writes report.json, report.md and report.svg."""

import argparse
import json
import shutil
import sys
import tempfile
import time
from pathlib import Path

import check
import measure
import pipeline
import plot
import report
import workloads
from tasks import all_tasks

ROUNDS = 3


def log(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def check_all(workload, processes, checked: int) -> list[dict]:
    """Asks everybody again for what is compared: few rankings of each, in one thread."""
    reference = check.Reference(workload)
    checks, baseline = [], None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "found"
        for process in processes.values():
            participant = process.participant
            for variant in participant.variants:
                process.ask("rank", variant, 1, participant.rank)
                ids, scores = process.results(path)
                result = {"participant": participant.name, "variant": variant}
                if participant.is_project:
                    result["rankings_compared_with_brute_force"] = min(checked, len(ids))
                    result["wrong"] = reference.wrong_rankings(
                        variant, ids[:checked], scores[:checked]
                    )
                if variant in ("cosine", "-"):
                    baseline = ids if baseline is None else baseline
                    result |= check.agreement(reference, baseline, ids)
                checks.append(result)
    return checks


def run_task(task, options) -> dict:
    log(f"{task.name}: {task.description}")
    start = time.perf_counter()
    folder = workloads.make(options.data, task.kind, task.companies, workloads.PROFILES)
    participants = [p for p in task.participants if not (options.peers_only and p.is_project)]
    records, processes = measure.run(participants, options.engine, folder, options.rounds, log)
    measure.add_ratios(records)
    for record in records:
        name = record["participant"]
        record["peak_megabytes"] = processes[name].peak_megabytes()
        record["version"] = measure.version(name)
    checks = check_all(workloads.Workload(folder), processes, task.checked)
    for process in processes.values():
        process.close()
    if not options.keep_data:
        shutil.rmtree(folder)
    return {
        "name": task.name,
        "group": task.group,
        "description": task.description,
        "companies": task.companies,
        "records": records,
        "checks": checks,
        "whole_seconds": time.perf_counter() - start,
    }


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks/peers/run", description=__doc__)
    parser.add_argument(
        "--only", nargs="+", choices=["sparse", "dense", "growth", "pipeline"], help="these parts"
    )
    parser.add_argument("--quick", action="store_true", help="small sizes, to try the command")
    parser.add_argument(
        "--huge",
        action="store_true",
        help="10 million companies as well: 12 GB of disk, 20 GB of memory",
    )
    parser.add_argument(
        "--rounds", type=int, default=ROUNDS, help="by turns (default: %(default)s)"
    )
    parser.add_argument("--peers-only", action="store_true", help="leave the project out")
    parser.add_argument("--keep-data", action="store_true", help="for the next run: about 6 GB")
    parser.add_argument("--build", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help="folder of the reports (default: build/peers)")
    options = parser.parse_args()
    options.data = options.build.parent / "peers" / "data"
    options.out = options.out or options.build.parent / "peers"
    options.engine = options.build / "benchmarks" / "engine_peer"
    options.skillmatch = None if options.peers_only else options.build / "cli" / "skillmatch"
    return options


def write_reports(result: dict, folder: Path) -> None:
    """After each part, so that an interrupted run leaves what it measured."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.json").write_text(json.dumps(result, indent=1) + "\n")
    (folder / "report.md").write_text(report.markdown(result))
    plot.write(result, folder / "report.svg")


def main() -> int:
    options = parse_arguments()
    start = time.perf_counter()
    result = report.circumstances(options) | {"tasks": [], "whole_seconds": 0.0}

    def finish_part():
        result["whole_seconds"] = time.perf_counter() - start
        write_reports(result, options.out)

    wanted = options.only or ["sparse", "growth", "dense", "pipeline"]
    for task in all_tasks(options.quick, options.huge):
        if task.group in wanted:
            result["tasks"].append(run_task(task, options))
            finish_part()
    if "pipeline" in wanted:
        sizes = (20_000, 1_000) if options.quick else (1_000_000, 10_000)
        result["pipeline"] = pipeline.run(
            options.skillmatch, options.data, *sizes, options.rounds, log
        )
        finish_part()
    log(f"{options.out}/report.md, .json and .svg after {result['whole_seconds'] / 60:.0f} minutes")
    wrong = report.wrong(result)
    for line in wrong:
        log(f"WRONG: {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
