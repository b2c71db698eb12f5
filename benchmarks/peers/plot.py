"""The report as bars: profiles a second, one panel a workload; readable on light and dark."""

import re
import statistics
from pathlib import Path

import matplotlib

matplotlib.use("Agg")  # no window
import matplotlib.pyplot as plt  # noqa: E402

from report import library  # noqa: E402

INK = "#010203"  # stands for the reader's text colour until the file is written
OURS, THEIRS = "#0a84c6", "#9a7bd0"
STYLE = (
    "<style>svg{color:#1f2328}@media(prefers-color-scheme:dark){svg{color:#e6edf3}}"
    "text{font-family:system-ui,sans-serif}</style>"
)
PANELS = [("sparse", "rank"), ("dense", "rank"), ("sparse", "single"), ("dense", "single")]


def bars_of(result: dict, name: str, mode: str) -> list[tuple[str, float, bool]]:
    """Label, profiles a second on two threads, is it ours; the slowest first."""
    task = next((t for t in result["tasks"] if t["name"] == name), None)
    bars = []
    for record in task["records"] if task else []:
        if (record["mode"], record["threads"]) == (mode, 2):
            label = library(record)
            label += f", {record['variant']}" if record["variant"] not in ("-", "cosine") else ""
            speed = 1.0 / statistics.median(record["seconds"])
            bars.append((label, speed, record["participant"].startswith("skillmatch")))
    return sorted(bars, key=lambda bar: bar[1])


def pipeline_bars(result: dict) -> list[tuple[str, float, bool]]:
    pipe = result.get("pipeline")
    names = {"skillmatch": "skillmatch batch", "Python": "orjson + sparse_dot_topn"}
    bars = [
        (
            names[name],
            pipe["profiles"] / statistics.median(r["seconds"] for r in runs),
            name == "skillmatch",
        )
        for name, runs in (pipe["programs"].items() if pipe else [])
    ]
    return sorted(bars, key=lambda bar: bar[1])


def draw(axes, title: str, bars) -> None:
    speeds = [bar[1] for bar in bars]
    axes.barh(
        [bar[0] for bar in bars],
        speeds,
        height=0.7,
        color=[OURS if ours else THEIRS for *_, ours in bars],
    )
    for place, speed in enumerate(speeds):
        axes.text(
            speed,
            place,
            f"  {speed:,.0f}" if speed >= 10 else f"  {speed:.1f}",
            va="center",
            color=INK,
            fontsize=9,
        )
    axes.set_xlim(0.0, max(speeds) * 1.12)
    axes.set_title(title, loc="left", color=INK, fontsize=10.5)
    axes.tick_params(colors=INK, labelsize=9, length=0)
    axes.tick_params(axis="x", labelbottom=False)
    axes.spines[:].set_visible(False)


def panels_of(result: dict):
    companies = {task["name"]: task["companies"] for task in result["tasks"]}
    for name, mode in PANELS:
        bars = bars_of(result, name, mode)
        if bars:
            how = "1,000 profiles together" if mode == "rank" else "one profile at a time"
            yield f"{name}, {companies[name]:,} companies, {how}: profiles/s", bars
    bars = pipeline_bars(result)
    if bars:
        pipe = result["pipeline"]
        yield (
            f"pipeline, {pipe['profiles']:,} JSON lines × {pipe['companies']:,} companies, "
            "to a file: profiles/s",
            bars,
        )


def write(result: dict, path: Path) -> None:
    panels = list(panels_of(result))
    if not panels:
        return
    matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "skillmatch"})
    heights = [len(bars) + 1.5 for _, bars in panels]
    figure, all_axes = plt.subplots(
        len(panels),
        1,
        figsize=(8.5, 0.3 * sum(heights) + 0.4),
        height_ratios=heights,
        squeeze=False,
        layout="constrained",
    )
    for axes, (title, bars) in zip(all_axes[:, 0], panels):
        draw(axes, title, bars)
    figure.supxlabel(
        f"two threads, exact, k = 10; {result['processor']}, {result['date']}",
        color=INK,
        fontsize=8.5,
    )
    figure.savefig(path, transparent=True, metadata={"Date": None})
    text = path.read_text()
    text = re.sub(INK, "currentColor", text)
    path.write_text(re.sub(r"(<svg [^>]*>)", lambda m: m[1] + STYLE, text, count=1))
