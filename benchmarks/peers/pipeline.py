"""The whole way: a file of people, one JSON object a line, to a file of their best companies."""

import itertools
import json
import statistics
import subprocess
import sys
from pathlib import Path

import numpy as np
import orjson

from workloads import COMPANIES_STREAM, PROFILES_STREAM, SKILLS, sparse_chunk

HERE = Path(__file__).parent
CHUNK = 10_000
TOP = 10

# Names of the length that skills have in ESCO-like lists: about 18 letters.
ACTS = "apply assess build design draft explain manage measure monitor plan review teach".split()
THINGS = (
    "budgets contracts databases drawings forecasts interviews machines networks sensors".split()
)


def skill_names() -> list[str]:
    pairs = [f"{act} {thing}" for act in ACTS for thing in THINGS]
    return [f"{pairs[i % len(pairs)]} {i // len(pairs)}" for i in range(SKILLS)]


def requirements(kind: str, stream: int, rows: int):
    """A dict of skill name to level for each row."""
    names = skill_names()
    for start in range(0, rows, CHUNK):
        lengths, skills, levels, _ = sparse_chunk(
            kind, stream, start // CHUNK, min(CHUNK, rows - start)
        )
        # People write skills in any order.
        row = np.repeat(np.arange(len(lengths)), lengths)
        order = np.lexsort((np.random.default_rng(start).random(len(row)), row))
        skills, levels = skills[order], levels[order]
        named, levels, at = [names[s] for s in skills], levels.tolist(), 0
        for length in lengths.tolist():
            yield dict(zip(named[at : at + length], levels[at : at + length]))
            at += length


def make(data: Path, profiles: int, companies: int) -> Path:
    """The folder with taxonomy.json, catalog.json and profiles.jsonl; made if it is not there."""
    folder = data / f"pipeline-{companies}-{profiles}"
    if (folder / "profiles.jsonl").exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    taxonomy = {
        "format": "skillmatch/taxonomy@1",
        "skills": [{"id": f"skill-{i}", "name": {"en": n}} for i, n in enumerate(skill_names())],
    }
    (folder / "taxonomy.json").write_bytes(orjson.dumps(taxonomy))
    catalog = {
        "format": "skillmatch/catalog@1",
        "taxonomy": "taxonomy.json",
        "companies": [
            {"id": f"company-{i}", "name": {"en": f"Company {i}"}, "requires": row}
            for i, row in enumerate(requirements("sparse_grid", COMPANIES_STREAM, companies))
        ],
    }
    (folder / "catalog.json").write_bytes(orjson.dumps(catalog))
    part = folder / "profiles.jsonl.part"
    with open(part, "wb") as file:
        for i, skills in enumerate(requirements("sparse_grid", PROFILES_STREAM, profiles)):
            file.write(orjson.dumps({"id": f"person-{i}", "skills": skills}) + b"\n")
    part.rename(folder / "profiles.jsonl")
    return folder


def measured(command: list, folder: Path) -> dict:
    """Wall and CPU seconds and peak memory of a program."""
    times = folder / "rusage.json"
    words = [sys.executable, "-S", HERE / "rusage.py", times, *command]
    if subprocess.run([str(word) for word in words]).returncode != 0:
        raise RuntimeError(f"{command[0]} failed: see its message above")
    return json.loads(times.read_text())


def results_of(line: bytes) -> tuple[str, list[tuple[str, float]]]:
    """The id and the (company, score) pairs of a line of either program's output."""
    record = orjson.loads(line)
    return record["profile"], [(r["company"], r["score"]) for r in record["results"]]


def disagreements(ours: Path, theirs: Path, lines: int) -> int:
    """Among the first lines: other ids, or scores that differ by more than float32 rounds."""
    wrong = 0
    with open(ours, "rb") as a, open(theirs, "rb") as b:
        for one, other in itertools.islice(itertools.zip_longest(a, b), lines):
            if one is None or other is None:
                wrong += 1
                continue
            (id_a, found_a), (id_b, found_b) = results_of(one), results_of(other)
            scores_a, scores_b = ([score for _, score in found] for found in (found_a, found_b))
            same_length = len(scores_a) == len(scores_b)
            close = same_length and np.allclose(scores_a, scores_b, rtol=0.0, atol=2e-6)
            wrong += id_a != id_b or not close
    return wrong


def programs(skillmatch: Path, folder: Path, threads: int) -> dict[str, list]:
    """By turns; the Python program is given what it reads as files, the project its index."""
    return {
        "skillmatch": [
            skillmatch,
            "batch",
            folder / "profiles.jsonl",
            "--catalog",
            folder / "companies.idx",
            "--model",
            "cosine",
            "--top",
            TOP,
            "--threads",
            threads,
            "--quiet",
            "-o",
            folder / "skillmatch.jsonl",
        ],
        "Python": [
            sys.executable,
            HERE / "pipeline_peer.py",
            folder / "catalog.json",
            folder / "taxonomy.json",
            folder / "profiles.jsonl",
            folder / "python.jsonl",
            threads,
        ],
    }


def run(skillmatch: Path | None, data: Path, profiles: int, companies: int, rounds: int, log):
    """A list of times for each program, and whether their outputs agree."""
    log(f"pipeline: {profiles:,} profiles x {companies:,} companies")
    folder = make(data, profiles, companies)
    threads = 2
    commands = programs(skillmatch, folder, threads)
    result = {
        "profiles": profiles,
        "companies": companies,
        "threads": threads,
        "programs": {},
        "input_bytes": (folder / "profiles.jsonl").stat().st_size,
    }
    if skillmatch is None:
        del commands["skillmatch"]
    else:
        index = [skillmatch, "index", folder / "catalog.json", "-o", folder / "companies.idx"]
        result["index"] = measured(index, folder)
    for _ in range(rounds):
        for name, command in commands.items():
            (folder / f"{name.lower()}.jsonl").unlink(missing_ok=True)
            times = measured(command, folder)
            log(f"  {name}: {times['seconds']:.1f} s, {times['peak_megabytes']:.0f} MB")
            result["programs"].setdefault(name, []).append(times)
    medians = {n: statistics.median(t["seconds"] for t in r) for n, r in result["programs"].items()}
    if skillmatch is not None:
        result["ratio"] = medians["Python"] / medians["skillmatch"]
        result["disagree"] = disagreements(
            folder / "skillmatch.jsonl", folder / "python.jsonl", 10_000
        )
    return result
