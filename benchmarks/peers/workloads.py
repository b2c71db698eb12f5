"""The data that everybody ranks: seeded, made once, kept as plain binary files.

A workload is a folder of little-endian arrays that NumPy and C++ read alike:

    companies.indptr  int64    N + 1 row starts     profiles.indptr   the same of the profiles
    companies.skills  int32    ascending in a row   profiles.skills
    companies.levels  float64  in (0, 5]            profiles.levels
    companies.importances  float64  in (0, 1]       weights           float64, one a skill
    companies.f32     float32  N x 128 (dense workloads only), profiles.f32

Rows are made in chunks with a seed each, so that a smaller workload is the beginning of a larger
one and chunks can be made side by side.
"""

import json
import multiprocessing
from pathlib import Path

import numpy as np
from scipy import sparse

SKILLS = 13_939  # of ESCO
DIMENSIONS = 128
PROFILES = 1_000
CHUNK = 10_000
ORIGINALS = 1_000  # what the near-duplicates are copies of
SEED = 20_261_124
COMPANIES_STREAM, PROFILES_STREAM, ORIGINALS_STREAM, TAXONOMY_STREAM = range(4)

# kind: what the levels and importances are.
KINDS = {
    "sparse_grid": "13,939 skills (Zipf), 20 to 60 requirements, levels on a grid of halves",
    "sparse_real": "the same skills, arbitrary real levels and importances",
    "sparse_near": "near-duplicates of 1,000 companies; lengths and levels heavy-tailed",
    "dense": "128 skills, 40 % of the levels 0, else uniform; rows of length 1",
    "dense_near": "near-duplicates of 1,000 companies; levels heavy-tailed; rows of length 1",
}


def generator(stream: int, chunk: int = 0) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64([SEED, stream, chunk]))


def skill_popularity() -> tuple[np.ndarray, np.ndarray]:
    """The cumulated probability 1/(rank + 10) of each rank, and the skill of each rank."""
    cumulated = np.cumsum(1.0 / (np.arange(SKILLS) + 11.0))
    shuffled = generator(TAXONOMY_STREAM).permutation(SKILLS).astype(np.int32)
    return cumulated / cumulated[-1], shuffled


def draw_skills(random: np.random.Generator, lengths: np.ndarray) -> np.ndarray:
    """`lengths[i]` different skills for each row i, ascending in a row, row after row.

    Draws by popularity and leaves out what the row already has, as a careful hand would.
    """
    cumulated, skill_of_rank = skill_popularity()
    draws = int(lengths.max() * 1.3) + 16
    while True:  # twice at most in practice: few rows draw that many repeats
        drawn = np.searchsorted(cumulated, random.random((len(lengths), draws)))
        drawn = skill_of_rank[np.minimum(drawn, SKILLS - 1)].astype(np.int64)
        by_skill = np.sort(drawn * draws + np.arange(draws), axis=1)  # then by time of drawing
        skill, time = by_skill // draws, by_skill % draws
        repeated = np.zeros(drawn.shape, bool)
        repeated[:, 1:] = skill[:, 1:] == skill[:, :-1]
        first = np.ones(drawn.shape, bool)
        np.put_along_axis(first, time, ~repeated, axis=1)
        wanted = first & (np.cumsum(first, axis=1) <= lengths[:, None])
        if (wanted.sum(axis=1) == lengths).all():
            break
        draws *= 2
    rows = np.where(wanted, drawn, np.iinfo(np.int64).max)
    rows.sort(axis=1)
    return rows[np.arange(draws) < lengths[:, None]].astype(np.int32)


def levels_of(kind: str, random: np.random.Generator, count: int) -> np.ndarray:
    if kind == "sparse_grid":
        return random.integers(1, 11, count) / 2.0
    if kind == "sparse_real":
        return 5.0 * (1.0 - random.random(count))
    return np.clip(random.lognormal(0.0, 1.0, count), 0.01, 5.0)


def sparse_originals(kind: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    random = generator(ORIGINALS_STREAM)
    lengths = np.clip(random.lognormal(np.log(30.0), 0.7, ORIGINALS), 5, 400).astype(np.int64)
    skills = draw_skills(random, lengths)
    return lengths, skills, levels_of(kind, random, len(skills))


def near_sparse_rows(random: np.random.Generator, rows: int):
    """Copies of random originals: levels changed by about 2 %, each 50th requirement left out."""
    lengths, skills, levels = sparse_originals("sparse_near")
    starts = np.concatenate([[0], np.cumsum(lengths)])
    picked = random.integers(0, ORIGINALS, rows)
    counts = lengths[picked]
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    source = np.repeat(starts[picked], counts) + within
    row = np.repeat(np.arange(rows), counts)
    kept = (random.random(len(source)) > 0.02) | (within == 0)
    changed = levels[source] * (1.0 + 0.02 * random.standard_normal(len(source)))
    counts = np.bincount(row[kept], minlength=rows)
    return counts, skills[source[kept]], np.clip(changed[kept], 0.005, 5.0)


def sparse_chunk(kind: str, stream: int, chunk: int, rows: int):
    """Row lengths, skills, levels and importances of one chunk."""
    random = generator(stream, chunk)
    if kind == "sparse_near" and stream == COMPANIES_STREAM:
        lengths, skills, levels = near_sparse_rows(random, rows)
    else:
        least, most = (20, 60) if stream == COMPANIES_STREAM else (15, 35)
        lengths = random.integers(least, most + 1, rows)
        skills = draw_skills(random, lengths)
        levels = levels_of(kind, random, len(skills))
    real = kind == "sparse_real"
    importances = 1.0 - random.random(len(skills)) if real else np.ones(len(skills))
    return lengths, skills, levels, importances


def dense_chunk(kind: str, stream: int, chunk: int, rows: int):
    """As sparse_chunk, and the rows as float32: those are the levels, exactly."""
    random = generator(stream, chunk)
    if kind == "dense_near" and stream == COMPANIES_STREAM:
        originals = generator(ORIGINALS_STREAM)
        values = originals.lognormal(0.0, 1.0, (ORIGINALS, DIMENSIONS))
        values *= originals.random(values.shape) >= 0.4
        values = values[random.integers(0, ORIGINALS, rows)]
        values = values * np.maximum(1.0 + 0.02 * random.standard_normal(values.shape), 0.0)
    else:
        values = random.random((rows, DIMENSIONS)) * (random.random((rows, DIMENSIONS)) >= 0.4)
    values /= np.linalg.norm(values, axis=1, keepdims=True)
    values = values.astype(np.float32)
    held = values > 0.0
    skills = np.nonzero(held)[1].astype(np.int32)
    levels = values[held].astype(np.float64)
    return held.sum(axis=1), skills, levels, np.ones(len(levels)), values


def is_dense(kind: str) -> bool:
    return kind.startswith("dense")


def make_chunk(task):
    kind, *rest = task
    return (dense_chunk if is_dense(kind) else sparse_chunk)(kind, *rest)


def write_rows(folder: Path, name: str, kind: str, stream: int, rows: int, pool) -> None:
    tasks = [
        (kind, stream, start // CHUNK, min(CHUNK, rows - start)) for start in range(0, rows, CHUNK)
    ]
    parts = ["skills", "levels", "importances", "f32"][: 4 if is_dense(kind) else 3]
    files = [open(folder / f"{name}.{part}", "wb") for part in parts]
    lengths = []
    for length, *arrays in pool.imap(make_chunk, tasks):
        lengths.append(length)
        for file, array in zip(files, arrays):
            array.tofile(file)
    for file in files:
        file.close()
    indptr = np.concatenate([[0], np.cumsum(np.concatenate(lengths))]).astype(np.int64)
    indptr.tofile(folder / f"{name}.indptr")


def make(data: Path, kind: str, companies: int, profiles: int) -> Path:
    """The folder of this workload; made if it is not there."""
    folder = data / f"{kind}-{companies}-{profiles}"
    shape = {
        "kind": kind,
        "companies": companies,
        "profiles": profiles,
        "skills": DIMENSIONS if is_dense(kind) else SKILLS,
    }
    if (folder / "shape.json").exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    with multiprocessing.Pool(2) as pool:
        write_rows(folder, "companies", kind, COMPANIES_STREAM, companies, pool)
        write_rows(folder, "profiles", kind, PROFILES_STREAM, profiles, pool)
    # Tuned weights lie around 1, a few of them at 0.
    random = generator(TAXONOMY_STREAM, 1)
    weights = random.lognormal(0.0, 0.5, shape["skills"])
    weights[random.random(shape["skills"]) < 0.02] = 0.0
    weights.tofile(folder / "weights")
    (folder / "shape.json").write_text(json.dumps(shape))  # last: the folder is whole
    return folder


class Workload:
    """The arrays of a folder, mapped."""

    def __init__(self, folder: Path):
        self.folder = Path(folder)
        self.shape = json.loads((self.folder / "shape.json").read_text())
        self.skills = self.shape["skills"]
        self.companies = self.shape["companies"]
        self.profiles = self.shape["profiles"]
        self.dense = is_dense(self.shape["kind"])

    def array(self, name: str, dtype) -> np.ndarray:
        return np.memmap(self.folder / name, dtype, "r")

    def matrix(self, name: str, levels_times=None) -> sparse.csr_matrix:
        """Levels (times another array), in double, one row a company or profile."""
        levels = self.array(f"{name}.levels", np.float64)
        if levels_times:
            levels = levels * self.array(f"{name}.{levels_times}", np.float64)
        indptr = self.array(f"{name}.indptr", np.int64)
        skills = self.array(f"{name}.skills", np.int32)
        if indptr[-1] < np.iinfo(np.int32).max:
            indptr = indptr.astype(np.int32)
        shape = (len(indptr) - 1, self.skills)
        return sparse.csr_matrix((levels, skills, indptr), shape=shape, copy=False)

    def company_matrix(self) -> sparse.csr_matrix:
        return self.matrix("companies", "importances")

    def profile_matrix(self) -> sparse.csr_matrix:
        return self.matrix("profiles")

    def vectors(self, name: str) -> np.ndarray:
        """The rows of a dense workload as float32."""
        return self.array(f"{name}.f32", np.float32).reshape(-1, DIMENSIONS)


def unit_rows(matrix: sparse.csr_matrix, dtype=np.float64) -> sparse.csr_matrix:
    """Rows of length 1, computed in double."""
    squares = np.add.reduceat(np.square(matrix.data), matrix.indptr[:-1])
    data = matrix.data / np.repeat(np.sqrt(squares), np.diff(matrix.indptr))
    return sparse.csr_matrix(
        (data.astype(dtype), matrix.indices, matrix.indptr), shape=matrix.shape, copy=False
    )
