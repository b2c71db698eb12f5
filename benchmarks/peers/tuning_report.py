"""The comparison of ways to learn a ranking, in words."""

import json

from report import number, table, where


def seconds(value: float | None) -> str:
    return "–" if value is None else number(value)


def difference(found: dict | None) -> str:
    if found is None:
        return "–"
    p = f"p {found['p']:.4f}" if found["p"] >= 0.0001 else "p < 0.0001"
    return f"{found['difference']:+.4f} [{found['low']:+.4f}, {found['high']:+.4f}], {p}"


def options_of(system: dict) -> str:
    """What the folds chose, the most frequent first."""
    counts: dict[str, int] = {}
    for option in system["options"]:
        words = ", ".join(
            f"{name} {value if isinstance(value, str) else json.dumps(value)}"
            for name, value in option.items()
        )
        counts[words] = counts.get(words, 0) + 1
    found = sorted(counts.items(), key=lambda one: -one[1])
    return "; ".join(f"{count} × ({words})" for words, count in found if words)


def task_part(task: dict) -> list[str]:
    rows = [
        [
            f"**{system['name']}**" if system["ours"] else system["name"],
            f"{system['ndcg']:.4f}",
            f"{system['map']:.4f}",
            difference(system.get("against_start")),
            difference(system.get("ours_against_it")),
            seconds(system["seconds"]),
            seconds(system["fit_seconds"]),
        ]
        for system in task["systems"]
    ]
    ours = [system["name"] for system in task["systems"] if system["ours"]][-1]
    header = [
        "held out",
        "NDCG@10",
        "MAP",
        f"NDCG@10 less that of {task['systems'][0]['name']}",
        f"{ours}, less this",
        "whole test: processor s",
        "one fit: processor s",
    ]
    lines = [
        f"## {task['name']}",
        "",
        task["description"] + f". Measured: {len(task['queries'])} queries.",
        "",
        *table(header, rows),
        "Chosen in the folds:",
        "",
        *(f"- {s['name']}: {options_of(s)}" for s in task["systems"] if options_of(s)),
        "",
    ]
    if task["checks"]:
        lines += ["Checked, NDCG@10 and MAP of each query:", ""]
        lines += [f"- {check}: within {value:.0e}" for check, value in task["checks"].items()]
        lines.append("")
    return lines


def markdown(result: dict) -> str:
    versions = ", ".join(f"{name} {value}" for name, value in result["versions"].items())
    lines = [
        "# Learning to rank: skillmatch tune and its peers",
        "",
        where(result),
        "",
        f"{versions}. One thread each. Every query is held out once, in the folds of `skillmatch "
        "tune`; options are chosen by inner folds. NDCG@10 has linear gain. Differences are means "
        "over queries, with a 95 % interval (bootstrap) and the p of paired sign flips. *Whole "
        "test*: choosing and fitting, all folds; seconds are a processor's, user and system. How it is done: README.md beside the command.",
        "",
    ]
    if result["quick"]:
        lines += ["**Small grids, to try the command: these figures mean nothing.**", ""]
    for task in result["tasks"].values():
        lines += task_part(task)
    minutes = sum(task["whole_seconds"] for task in result["tasks"].values()) / 60
    lines.append(f"The whole took {minutes:.0f} minutes.")
    return "\n".join(lines) + "\n"
