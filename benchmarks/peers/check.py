"""Are the results right? Judged by scores computed here, in double, for the ids that came back.

The project's must be those of a brute force over all companies, in order; two companies may change
places only where their double scores are equal to the last digits. Peers compute in float32:
their k scores, computed again in double, may differ from the project's by its rounding.
"""

import numpy as np

from workloads import Workload

BLENDS = {"cosine": 1.0, "balanced": 0.5, "tuned": 0.6}  # as engine_peer.cpp
BREADTH_FLOOR = 3.0
DOUBLE_ROUNDING = 1e-12
SINGLE_ROUNDING = 2e-6  # about 30 additions of float32


class Reference:
    """Plain NumPy in double, from the files."""

    def __init__(self, workload: Workload):
        self.companies = workload.company_matrix()
        self.profiles = workload.profile_matrix()
        self.levels = workload.array("companies.levels", np.float64)
        self.importances = workload.array("companies.importances", np.float64)
        self.weights = workload.array("weights", np.float64)

    def cosines(self, ids: np.ndarray) -> np.ndarray:
        """Of row i's profile with each of the companies ids[i]."""
        rows = self.companies[ids.ravel()]
        profiles = self.profiles[np.repeat(np.arange(len(ids)), ids.shape[1])]
        dots = np.asarray(rows.multiply(profiles).sum(axis=1)).ravel()
        squares = [np.asarray(m.multiply(m).sum(axis=1)).ravel() for m in (rows, profiles)]
        return (dots / np.sqrt(squares[0] * squares[1])).reshape(ids.shape)

    def sums(self, values: np.ndarray) -> np.ndarray:
        return np.add.reduceat(values, self.companies.indptr[:-1])

    def scores(self, profile: int, model: str) -> np.ndarray:
        """Of all companies; the formula at the top of <skillmatch/scorer.h>."""
        u = self.profiles[profile].toarray().ravel()
        w = self.weights if model == "tuned" else np.ones(len(u))
        skills = self.companies.indices
        norms = np.sqrt(self.sums(w[skills] * self.companies.data**2) * ((w * u) @ u))
        cosine = (self.companies @ (w * u)) / norms
        blend = BLENDS[model]
        if blend == 1.0:
            return cosine
        wa = w[skills] * self.importances
        held = self.sums(wa * np.minimum(u[skills] / self.levels, 1.0))
        coverage = held / np.maximum(self.sums(wa), BREADTH_FLOOR)
        return blend * cosine + (1.0 - blend) * coverage

    def wrong_rankings(self, model: str, ids: np.ndarray, scores: np.ndarray) -> int:
        """How many of these rankings, of the first profiles, are not those of a brute force."""
        wrong = 0
        for profile in range(len(ids)):
            all_scores = self.scores(profile, model)
            expected = np.sort(-all_scores)[: ids.shape[1]] * -1.0
            k = len(expected)
            same = np.abs(all_scores[ids[profile, :k]] - expected) <= DOUBLE_ROUNDING
            right = np.abs(scores[profile, :k] - expected) <= DOUBLE_ROUNDING
            # Equal scores stand in catalog order.
            ties = np.diff(scores[profile, :k]) == 0.0
            ordered = np.diff(ids[profile, :k])[ties] > 0
            different = len(set(ids[profile, :k])) == k
            wrong += not (same.all() and right.all() and ordered.all() and different)
        return wrong


def agreement(reference: Reference, project: np.ndarray, peer: np.ndarray) -> dict:
    """Of the ids that a peer and the project found, with model cosine."""
    rows = min(len(project), len(peer))
    project, peer = project[:rows], peer[:rows]
    difference = np.abs(reference.cosines(project) - reference.cosines(peer)).max(axis=1)
    return {
        "rankings": rows,
        "same_ids_in_order": int((project == peer).all(axis=1).sum()),
        "greatest_difference": float(difference.max()),
        "disagree": int((difference > SINGLE_ROUNDING).sum()),
    }
