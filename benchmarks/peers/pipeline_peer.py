"""Ranks the companies of a catalog for each line of a file: plain Python, as a data engineer would.

    pipeline_peer.py CATALOG TAXONOMY PROFILES.jsonl OUT.jsonl THREADS

orjson reads and writes, a dict looks the skills up, SciPy holds the rows, and sparse_dot_topn
multiplies a batch of them by the catalog. It trusts its input: no bad line, no unknown skill.
"""

import itertools
import sys

import numpy as np
import orjson
from scipy import sparse
from sparse_dot_topn import sp_matmul_topn

TOP = 10
BATCH = 10_000


def read_json(path):
    with open(path, "rb") as file:
        return orjson.loads(file.read())


def unit_rows(skills, levels, counts, columns):
    indptr = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    data = np.asarray(levels, np.float64)
    data /= np.repeat(np.sqrt(np.add.reduceat(data * data, indptr[:-1])), counts)
    rows = sparse.csr_matrix(
        (data.astype(np.float32), np.asarray(skills, np.int32), indptr),
        shape=(len(counts), columns),
    )
    rows.sort_indices()
    return rows


def main(catalog_path, taxonomy_path, profiles_path, out_path, threads):
    taxonomy = read_json(taxonomy_path)
    number = {s["name"]["en"]: i for i, s in enumerate(taxonomy["skills"])}
    companies = read_json(catalog_path)["companies"]
    company_ids = [c["id"] for c in companies]
    requires = [c["requires"] for c in companies]
    by_skill = unit_rows(
        [number[name] for r in requires for name in r],
        [level for r in requires for level in r.values()],
        [len(r) for r in requires],
        len(number),
    ).T.tocsr()

    with open(profiles_path, "rb") as lines, open(out_path, "wb") as out:
        while batch := [orjson.loads(line) for line in itertools.islice(lines, BATCH)]:
            names, levels, counts = [], [], []
            for profile in batch:
                skills = profile["skills"]
                names.extend(skills)
                levels.extend(skills.values())
                counts.append(len(skills))
            rows = unit_rows([number[name] for name in names], levels, counts, len(number))
            best = sp_matmul_topn(rows, by_skill, top_n=TOP, sort=True, n_threads=threads)
            scores, found, starts = best.data.tolist(), best.indices.tolist(), best.indptr.tolist()
            for profile, begin, end in zip(batch, starts, starts[1:]):
                results = [
                    {"company": company_ids[found[i]], "score": scores[i]}
                    for i in range(begin, end)
                ]
                out.write(orjson.dumps({"profile": profile["id"], "results": results}))
                out.write(b"\n")


if __name__ == "__main__":
    main(*sys.argv[1:5], int(sys.argv[5]))
