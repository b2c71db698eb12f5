"""What trec_eval measures, of scores; and whether one system is better than another."""

import numpy as np

K = 10


class Measures:
    """NDCG@10 (linear gain) and MAP of each query, in the order of `queries`."""

    def __init__(self, queries: list[str], ndcg, average_precision):
        self.queries = queries
        self.ndcg = np.asarray(ndcg, float)
        self.average_precision = np.asarray(average_precision, float)


def order_of(scores: np.ndarray) -> np.ndarray:
    """Best first; equals as they stand in the catalog."""
    return np.argsort(-scores, kind="stable")


def ndcg(scores: np.ndarray, grades: np.ndarray) -> float:
    gains = np.maximum(grades, 0).astype(float)
    discounts = 1.0 / np.log2(np.arange(2, K + 2))

    def discounted(ranked):
        return float(np.dot(ranked[:K], discounts[: len(ranked)]))

    ideal = discounted(np.sort(gains)[::-1])
    return discounted(gains[order_of(scores)]) / ideal if ideal > 0.0 else 0.0


def average_precision(scores: np.ndarray, grades: np.ndarray) -> float:
    relevant = (grades[order_of(scores)] >= 1).astype(float)
    places = np.arange(1, len(relevant) + 1)
    count = relevant.sum()
    return float((np.cumsum(relevant) / places * relevant).sum() / count) if count else 0.0


def measure(queries: list[str], scored) -> Measures:
    """`scored` gives the scores and the grades of each of `queries`."""
    pairs = list(scored)
    return Measures(
        queries,
        [ndcg(scores, grades) for scores, grades in pairs],
        [average_precision(scores, grades) for scores, grades in pairs],
    )


def compare(first: np.ndarray, second: np.ndarray, seed: int = 1) -> dict:
    """The mean of second - first, its 95 % bootstrap interval, the p of paired sign flips."""
    differences = second - first
    random = np.random.default_rng(seed)
    n = len(differences)
    means = [differences[random.integers(0, n, n)].mean() for _ in range(10_000)]
    flipped = [(differences * random.choice((-1.0, 1.0), n)).mean() for _ in range(20_000)]
    mean = float(differences.mean())
    as_far = sum(abs(f) >= abs(mean) - 1e-15 for f in flipped)
    low, high = np.quantile(means, (0.025, 0.975))
    return {
        "difference": mean,
        "low": float(low),
        "high": float(high),
        "p": (as_far + 1) / (len(flipped) + 1),
    }
