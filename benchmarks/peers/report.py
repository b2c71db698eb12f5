"""The report in words: where it was measured, tables of times and ratios, what was checked."""

import datetime
import os
import platform
import statistics
import subprocess
from pathlib import Path

MODES = {"rank": "1,000 profiles together", "single": "one profile"}

# Task, variant, mode, the ratio asked for and the one aimed at; against the best exact peer.
ASKED = [
    ("sparse", "rank", 20, 40),
    ("sparse", "single", 12, 25),
    ("sparse, real levels", "rank", 12, 25),
    ("sparse, small", "rank", 1.5, 4),
    ("dense", "rank", 4.5, 5.5),
    ("dense", "single", 4, 9),
    ("dense, small", "rank", 1.5, 4),
]


def first_line(command: list[str]) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True).stdout.split("\n")[0]
    except OSError:
        return "unknown"


def processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().split("\n"):
        if line.startswith("model name"):
            return line.split(":")[1].strip()
    return platform.machine()


def instruction_sets() -> str:
    known = ["avx2", "avx512f", "avx512_vnni", "avx512_vbmi"]
    text = Path("/proc/cpuinfo").read_text()
    return ", ".join(name for name in known if f" {name} " in text) or "none of x86's"


def compiler_of(build: Path) -> str:
    for line in (build / "CMakeCache.txt").read_text().split("\n"):
        if line.startswith("CMAKE_CXX_COMPILER:"):
            return first_line([line.split("=")[1], "--version"])
    return "unknown"


def machine(build: Path) -> dict:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "date": datetime.date.today().isoformat(),
        "processor": processor(),
        "cores": os.cpu_count(),
        "instruction_sets": instruction_sets(),
        "memory_gigabytes": round(memory / 2**30),
        "system": f"{platform.freedesktop_os_release()['PRETTY_NAME']}, Linux {platform.release()}",
        "compiler": compiler_of(build),
        "python": platform.python_version(),
        "commit": first_line(["git", "describe", "--always", "--dirty"]),
        "load_before": os.getloadavg()[0],
    }


def circumstances(options) -> dict:
    return machine(options.build) | {"rounds": options.rounds, "quick": options.quick}


def where(result: dict) -> str:
    return (
        f"{result['date']}, {result['processor']} ({result['cores']} cores, "
        f"{result['instruction_sets']}), {result['memory_gigabytes']} GB, {result['system']}; "
        f"{result['compiler']}; Python {result['python']}; commit {result['commit']}; "
        f"load before: {result['load_before']:.1f}."
    )


def number(value: float) -> str:
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value < 100 else f"{value:.0f}"


def table(header: list[str], rows: list[list[str]]) -> list[str]:
    lines = [header, ["---"] * len(header), *rows]
    return ["| " + " | ".join(cells) + " |" for cells in lines] + [""]


def find(records, participant, variant, mode, threads):
    for record in records:
        if (record["participant"], record["variant"], record["mode"], record["threads"]) == (
            participant,
            variant,
            mode,
            threads,
        ):
            return record
    return None


def library(record: dict) -> str:
    return record["participant"].removesuffix("-sparse").removesuffix("-dense")


def who(record: dict) -> str:
    model = f", {record['variant']}" if record["variant"] != "-" else ""
    return f"{library(record)} {record['version']}".strip() + model


def value(record: dict | None) -> str:
    """Queries a second, or milliseconds a query."""
    if record is None:
        return "–"
    seconds = statistics.median(record["seconds"])
    return number(1.0 / seconds) if record["mode"] == "rank" else number(1000.0 * seconds)


def ratio(record: dict | None) -> str:
    return f"{record['ratio_of_seconds']:.3g}" if record and "ratio_of_seconds" in record else "–"


def both(records: list[dict], participant: str, variant: str, mode: str, show) -> str:
    found = [find(records, participant, variant, mode, threads) for threads in (1, 2)]
    return " \\| ".join(show(record) for record in found)


def task_table(task: dict) -> list[str]:
    records = task["records"]
    rows, seen = [], set()
    for record in records:
        key = record["participant"], record["variant"]
        if key in seen:
            continue
        seen.add(key)
        rank = find(records, *key, "rank", 1)
        rows.append(
            [
                who(record),
                str(rank["queries"]) if rank else "–",
                both(records, *key, "rank", value),
                both(records, *key, "rank", ratio),
                both(records, *key, "single", value),
                both(records, *key, "single", ratio),
                number(record["build_seconds"]),
                number(record["peak_megabytes"]),
            ]
        )
    header = [
        "1 \\| 2 threads",
        "profiles",
        "together: profiles/s",
        "its time ÷ skillmatch's",
        "one: ms",
        "its time ÷ skillmatch's",
        "build: s",
        "peak: MB",
    ]
    return table(header, rows)


def setups(task: dict) -> list[str]:
    chosen = {
        (r["participant"], r["mode"], r["threads"], r["setup"])
        for r in task["records"]
        if r["setup"]
    }
    if not chosen:
        return []
    words = "; ".join(
        f"{p}, {'together' if m == 'rank' else 'one'}, {t}: {s}" for p, m, t, s in sorted(chosen)
    )
    return [f"Set-ups that were the fastest: {words}.", ""]


def check_line(check: dict) -> str:
    parts = []
    if "wrong" in check:
        parts.append(
            f"{check['wrong']} of {check['rankings_compared_with_brute_force']} rankings "
            "differ from a brute force in double"
        )
    if "disagree" in check:
        parts.append(
            f"{check['same_ids_in_order']} of {check['rankings']} have the same ids in "
            f"order; scores, computed again in double, within "
            f"{check['greatest_difference']:.0e}"
        )
    model = f" ({check['variant']})" if check["variant"] != "-" else ""
    return f"- {check['participant']}{model}: {'; '.join(parts)}"


def best_peer(task: dict, mode: str, threads: int) -> dict | None:
    peers = [
        r
        for r in task["records"]
        if r["variant"] == "-" and (r["mode"], r["threads"]) == (mode, threads)
    ]
    return min(peers, key=lambda r: statistics.median(r["seconds"]), default=None)


def summary(result: dict) -> list[str]:
    """The figures that were asked for, one line each."""
    tasks, rows = {task["name"]: task for task in result["tasks"]}, []
    for name, mode, must, aim in ASKED:
        if name not in tasks:
            continue
        task = tasks[name]
        peers = [best_peer(task, mode, threads) for threads in (1, 2)]
        ours = both(task["records"], "skillmatch", "cosine", mode, value)
        rows.append(
            [
                f"{name}, {MODES[mode]}",
                f"{task['companies']:,}",
                ours,
                " \\| ".join(f"{library(p)} {value(p)}" for p in peers),
                " \\| ".join(ratio(peer) for peer in peers),
                str(must),
                str(aim),
            ]
        )
    pipe = result.get("pipeline")
    if pipe:
        times = {n: statistics.median(t["seconds"] for t in r) for n, r in pipe["programs"].items()}
        ours = f"{times['skillmatch']:.1f} s" if "skillmatch" in times else "–"
        rows.append(
            [
                f"pipeline, {pipe['profiles']:,} profiles, 2 threads",
                f"{pipe['companies']:,}",
                ours,
                f"Python {times['Python']:.1f} s",
                f"{pipe['ratio']:.3g}" if "ratio" in pipe else "–",
                "15",
                "40",
            ]
        )
    header = [
        "workload",
        "companies",
        "skillmatch, 1 \\| 2 threads",
        "best exact peer",
        "times as fast",
        "asked",
        "aim",
    ]
    return table(header, rows) if rows else []


def seconds_of(tasks: dict, name: str, threads: int, variant="cosine", participant="skillmatch"):
    """Of one profile among 1,000; nothing if it was not measured."""
    if name not in tasks:
        return None
    record = find(tasks[name]["records"], participant, variant, "rank", threads)
    return statistics.median(record["seconds"]) if record else None


def growth(result: dict) -> list[str]:
    """Time a profile against the number of companies."""
    tasks = {task["name"]: task for task in result["tasks"]}
    rows = []
    for name in ("sparse, small", "sparse, growth", "sparse", "sparse, huge"):
        if name in tasks:
            cells = [f"{tasks[name]['companies']:,}"]
            for who_asked in (("cosine", "skillmatch"), ("-", "sparse_dot_topn")):
                times = [seconds_of(tasks, name, threads, *who_asked) for threads in (1, 2)]
                cells.append(" \\| ".join(f"{1e3 * t:.3g}" if t else "–" for t in times))
            rows.append(cells)
    if not rows:
        return []
    return [
        "Sparse, ms a profile, 1 \\| 2 threads, 1,000 profiles together:",
        "",
        *table(["companies", "skillmatch", "sparse_dot_topn"], rows),
    ]


def own_figures(result: dict) -> list[str]:
    """The project against itself: other models, harder data, more threads, no SIMD."""
    tasks = {task["name"]: task for task in result["tasks"]}
    rows = []

    def compare(label, of, to, asked):
        if of and to:
            rows.append([label, f"{to / of:.2f}", asked])

    cosine = seconds_of(tasks, "sparse", 1)
    for model in ("balanced", "tuned"):
        compare(
            f"sparse, model {model}: speed ÷ that of cosine",
            seconds_of(tasks, "sparse", 1, model),
            cosine,
            "0.5, aim 1",
        )
    for name in ("sparse", "dense"):
        one = seconds_of(tasks, name, 1)
        compare(
            f"{name}, near-duplicates: speed ÷ the usual",
            seconds_of(tasks, f"{name}, near-duplicates", 1),
            one,
            "0.5, aim 1",
        )
        compare(f"{name}, two threads: speed ÷ that of one", seconds_of(tasks, name, 2), one, "1.8")
        peer = "sparse_dot_topn" if name == "sparse" else "numpy"
        portable = seconds_of(tasks, name, 1, "cosine", "skillmatch (portable kernel)")
        compare(
            f"{name}, portable kernel: speed ÷ {peer}'s",
            portable,
            seconds_of(tasks, name, 1, "-", peer),
            "1, aim 2",
        )
    return table(["skillmatch", "ratio", "asked"], rows) if rows else []


def pipeline_part(pipe: dict) -> list[str]:
    rows = []
    for name, runs in pipe["programs"].items():
        seconds = statistics.median(run["seconds"] for run in runs)
        rows.append(
            [
                name,
                str(len(runs)),
                f"{seconds:.1f}",
                number(pipe["profiles"] / seconds),
                number(pipe["input_bytes"] / 1e6 / seconds),
                number(max(run["peak_megabytes"] for run in runs)),
            ]
        )
    lines = [
        "## pipeline",
        "",
        f"{pipe['profiles']:,} profiles as JSON Lines ({pipe['input_bytes'] / 1e6:,.0f} MB) x "
        f"{pipe['companies']:,} companies, the best ten to a file, {pipe['threads']} threads.",
        "",
        *table(["program", "runs", "s", "profiles/s", "MB/s", "peak: MB"], rows),
    ]
    if "disagree" in pipe:
        lines += [f"{pipe['disagree']} of the first 10,000 lines disagree.", ""]
    if "index" in pipe:
        lines += [f"`skillmatch index` took {pipe['index']['seconds']:.2f} s before.", ""]
    return lines


def markdown(result: dict) -> str:
    lines = [
        "# skillmatch and its peers",
        "",
        where(result),
        "",
        f"Median of {result['rounds']} rounds by turns; ratios are taken a round at a time. "
        "k = 10. Data and indexes are in memory; building is a column of its own. Peers compute in "
        "float32. What a number means and how it is taken: README.md beside the command.",
        "",
        *(
            ["**Small sizes, to try the command: these figures mean nothing.**", ""]
            if result["quick"]
            else []
        ),
        *summary(result),
        *own_figures(result),
        *growth(result),
    ]
    for task in result["tasks"]:
        lines += [
            f"## {task['name']}",
            "",
            task["description"] + ".",
            "",
            *task_table(task),
            *setups(task),
            "Checked:",
            "",
            *map(check_line, task["checks"]),
            "",
        ]
    if "pipeline" in result:
        lines += pipeline_part(result["pipeline"])
    lines.append(f"The whole took {result['whole_seconds'] / 60:.0f} minutes.")
    return "\n".join(lines) + "\n"


def wrong(result: dict) -> list[str]:
    """What does not agree, for the exit status."""
    found = [
        f"{task['name']}, {check['participant']} ({check['variant']})"
        for task in result["tasks"]
        for check in task["checks"]
        if check.get("wrong") or check.get("disagree")
    ]
    if result.get("pipeline", {}).get("disagree"):
        found.append("pipeline")
    return found
