"""The judgments to learn from as rows of features, one a query and candidate."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

BREADTH_FLOOR = 3.0  # of the built-in models: see scorer.h


@dataclass
class Rows:
    """Queries one after another: rows starts[q] to starts[q + 1] are the candidates of query q, in
    the order of the catalog."""

    queries: list[str]
    starts: np.ndarray
    features: np.ndarray  # float32, a column a feature
    grades: np.ndarray
    candidates: np.ndarray  # numbers of companies; of feature files, -1

    def of(self, q: int) -> slice:
        return slice(self.starts[q], self.starts[q + 1])

    @property
    def sizes(self) -> np.ndarray:
        return np.diff(self.starts)

    def part(self, chosen, companies: set[int] | None = None) -> "Rows":
        """Those queries, with those companies alone, where anything is left to tell apart."""
        queries, rows = [], []
        allowed = None if companies is None else np.array(sorted(companies))
        for q in chosen:
            of_query = np.arange(self.starts[q], self.starts[q + 1])
            if allowed is not None:
                of_query = of_query[np.isin(self.candidates[of_query], allowed)]
            if len(np.unique(np.maximum(self.grades[of_query], 0))) < 2:
                continue
            queries.append(self.queries[q])
            rows.append(of_query)
        return self.taken(queries, rows)

    def thinned(self, ungraded: int, random: np.random.Generator) -> "Rows":
        """With that many candidates of grade 0 a query at most."""
        rows = []
        for q in range(len(self.queries)):
            of_query = np.arange(self.starts[q], self.starts[q + 1])
            zero = of_query[self.grades[of_query] <= 0]
            if len(zero) > ungraded:
                dropped = random.choice(zero, len(zero) - ungraded, replace=False)
                of_query = np.setdiff1d(of_query, dropped)
            rows.append(of_query)
        return self.taken(self.queries, rows)

    def taken(self, queries: list[str], rows: list[np.ndarray]) -> "Rows":
        taken = np.concatenate(rows)
        return Rows(
            queries,
            np.cumsum([0, *map(len, rows)]),
            self.features[taken],
            self.grades[taken],
            self.candidates[taken],
        )

    def scored(self, scores: np.ndarray):
        for q in range(len(self.queries)):
            yield scores[self.of(q)], self.grades[self.of(q)]


@dataclass
class Catalog:
    """Occupations as what both sides of a score are: one vector each."""

    ids: list[str]
    skills: list[str]
    levels: np.ndarray  # of the profiles, 0 to 5
    required: np.ndarray  # levels
    importance: np.ndarray

    def features(self, profile: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Against every company: each skill's term of the cosine, the cosine, the coverage."""
        u, c = self.levels[profile], self.importance * self.required
        lengths = np.linalg.norm(u) * np.linalg.norm(c, axis=1)
        terms = u * c / lengths[:, None]
        held = np.minimum(u / np.where(self.required > 0, self.required, 1.0), 1.0)
        asked = np.maximum(self.importance.sum(axis=1), BREADTH_FLOOR)
        return terms, terms.sum(axis=1), (self.importance * held).sum(axis=1) / asked


def read_catalog(catalog_path: Path, profiles_path: Path) -> Catalog:
    catalog = json.loads(catalog_path.read_text())
    skills = [skill["id"] for skill in catalog["taxonomy"]["skills"]]
    number = {skill: i for i, skill in enumerate(skills)}
    ids = [company["id"] for company in catalog["companies"]]
    required, importance = np.zeros((2, len(ids), len(skills)))
    levels = np.zeros((len(ids), len(skills)))
    for c, company in enumerate(catalog["companies"]):
        for skill, asked in company["requires"].items():
            whole = asked if isinstance(asked, dict) else {"level": asked}
            required[c, number[skill]] = whole["level"]
            importance[c, number[skill]] = whole.get("importance", 1.0)
    place = {id_: c for c, id_ in enumerate(ids)}
    for line in profiles_path.read_text().splitlines():
        profile = json.loads(line)
        for skill, level in profile["skills"].items():
            levels[place[profile["id"]], number[skill]] = level
    return Catalog(ids, skills, levels, required, importance)


def occupation_rows(catalog: Catalog, qrels: Path) -> Rows:
    """Every judged occupation against all others; what nobody judged has grade 0."""
    place = {id_: c for c, id_ in enumerate(catalog.ids)}
    graded: dict[str, dict[int, int]] = {}
    for line in qrels.read_text().splitlines():
        query, _, company, grade = line.split()
        if query in place and company in place and query != company:
            graded.setdefault(query, {})[place[company]] = int(grade)
    features, grades, candidates, starts = [], [], [], [0]
    for query, judged in graded.items():
        others = np.delete(np.arange(len(catalog.ids)), place[query])
        terms, cosine, coverage = catalog.features(place[query])
        features.append(np.column_stack([terms, cosine, coverage])[others].astype(np.float32))
        grades.append(np.array([judged.get(c, 0) for c in others]))
        candidates.append(others)
        starts.append(starts[-1] + len(others))
    return Rows(
        list(graded),
        np.array(starts),
        np.concatenate(features),
        np.concatenate(grades),
        np.concatenate(candidates),
    )


def letor_rows(path: Path) -> Rows:
    """GRADE qid:ID FEATURE:VALUE …; what a line lacks is 0."""
    ids, lines = [], []
    for line in path.read_text().splitlines():
        grade, query, *pairs = line.split("#")[0].split()
        ids.append(query.removeprefix("qid:"))
        lines.append((int(grade), [pair.split(":") for pair in pairs]))
    features = np.zeros(
        (len(lines), max(int(name) for _, pairs in lines for name, _ in pairs)), np.float32
    )
    for row, (_, pairs) in enumerate(lines):
        for name, value in pairs:
            features[row, int(name) - 1] = float(value)
    first = [i for i, id_ in enumerate(ids) if i == 0 or ids[i - 1] != id_]
    return Rows(
        [ids[i] for i in first],
        np.array([*first, len(ids)]),
        features,
        np.array([grade for grade, _ in lines]),
        np.full(len(lines), -1),
    )


def write_with_query_ids(rows: Path, sizes: Path, to: Path) -> None:
    """LightGBM's pair of files, lines and how many of them each query has, as lines with qid:."""
    lines = rows.read_text().splitlines()
    counts = [int(count) for count in sizes.read_text().split()]
    if sum(counts) != len(lines):
        raise ValueError(f"{sizes}: counts {sum(counts)} lines, {rows} has {len(lines)}")
    queries = np.repeat(np.arange(1, len(counts) + 1), counts)
    with to.open("w") as out:
        for query, line in zip(queries, lines):
            grade, _, features = line.partition(" ")
            out.write(f"{grade} qid:{query} {features}\n")
