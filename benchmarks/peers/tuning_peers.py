"""Other people's ways to learn a ranking. Each is fitted once for an option of its grid and gives
models of growing size; which option and size is chosen by inner folds, as for everybody."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import lightgbm
import numpy as np
import xgboost
from sklearn.linear_model import LogisticRegression

from processor_time import processor_seconds
from tuning_data import Rows
from tuning_metrics import measure

INNER_FOLDS = 3
SEED = 1
TREES = [25, 50, 100, 200, 400]
ROUNDS = [25, 50, 100, 200]  # of coordinate descent
PAIRS = 30  # lower candidates that each graded one is compared with, at random, in the regression
UNGRADED = 100  # candidates of grade 0 a query, at random, while options are chosen; then all

Scorer = Callable[[np.ndarray], np.ndarray]


@dataclass
class Peer:
    name: str
    grid: list[dict]
    fit: Callable[[Rows, dict, list[int]], dict[int, Scorer]]  # by size, of those asked for
    package: str
    sizes: list[int]

    def quick(self) -> "Peer":
        """To see that it works."""
        return replace(self, grid=self.grid[:2], sizes=self.sizes[:1])


class Scaled:
    """Columns of equal spread: the terms of a cosine are small, and linear models shrink."""

    def __init__(self, features: np.ndarray):
        self.mean = features.mean(axis=0, dtype=np.float64)
        spread = features.std(axis=0, dtype=np.float64)
        self.scale = 1.0 / np.where(spread > 0.0, spread, 1.0)

    def __call__(self, features: np.ndarray) -> np.ndarray:
        return ((features - self.mean) * self.scale).astype(np.float32)


def xgboost_options(option: dict) -> dict:
    return {
        "nthread": 1,
        "seed": SEED,
        "ndcg_exp_gain": False,  # what is measured has linear gain
        "lambdarank_pair_method": "topk",
        "lambdarank_num_pair_per_sample": 32,
        "verbosity": 0,
        **option,
    }


def xgboost_data(rows: Rows, features: np.ndarray) -> xgboost.DMatrix:
    return xgboost.DMatrix(features, label=np.maximum(rows.grades, 0), group=rows.sizes, nthread=1)


def fit_xgboost_trees(rows: Rows, option: dict, sizes: list[int]) -> dict[int, Scorer]:
    data = xgboost_data(rows, rows.features)
    options = xgboost_options({"booster": "gbtree", "tree_method": "hist", "eta": 0.1, **option})
    booster = xgboost.train(options, data, max(sizes))

    def scorer(size: int) -> Scorer:
        return lambda features: booster.predict(
            xgboost.DMatrix(features, nthread=1), iteration_range=(0, size)
        )

    return {size: scorer(size) for size in sizes}


def fit_xgboost_linear(rows: Rows, option: dict, sizes: list[int]) -> dict[int, Scorer]:
    scaled = Scaled(rows.features)
    data = xgboost_data(rows, scaled(rows.features))
    # The default updater races its threads; this one gives the same each time.
    options = xgboost_options({"booster": "gblinear", "updater": "coord_descent", **option})

    def scorer(kept: xgboost.Booster) -> Scorer:
        return lambda features: kept.predict(xgboost.DMatrix(scaled(features), nthread=1))

    scorers, booster, done = {}, None, 0
    for size in sizes:
        booster = xgboost.train(options, data, size - done, xgb_model=booster)
        done = size
        scorers[size] = scorer(booster.copy())
    return scorers


def fit_lightgbm(rows: Rows, option: dict, sizes: list[int]) -> dict[int, Scorer]:
    data = lightgbm.Dataset(rows.features, label=np.maximum(rows.grades, 0), group=rows.sizes)
    options = {
        "objective": "lambdarank",
        "label_gain": list(range(int(rows.grades.max()) + 1)),  # linear, as measured
        "learning_rate": 0.1,
        "num_threads": 1,
        "seed": SEED,
        "deterministic": True,
        "force_col_wise": True,
        "verbosity": -1,
        **option,
    }
    booster = lightgbm.train(options, data, max(sizes))

    def scorer(size: int) -> Scorer:
        return lambda features: booster.predict(features, num_iteration=size, num_threads=1)

    return {size: scorer(size) for size in sizes}


def fit_pairwise_regression(rows: Rows, option: dict, _sizes: list[int]) -> dict[int, Scorer]:
    """RankSVM's pairs under the logistic loss: the difference of two rows, and which is higher."""
    random = np.random.default_rng(SEED)
    scaled = Scaled(rows.features)
    features = scaled(rows.features)
    higher, lower = [], []
    for q in range(len(rows.queries)):
        start, grades = rows.starts[q], rows.grades[rows.of(q)]
        for row in np.flatnonzero(grades >= 1):
            below = np.flatnonzero(grades < grades[row])
            if len(below) > PAIRS:
                below = random.choice(below, PAIRS, replace=False)
            higher.append(np.full(len(below), start + row))
            lower.append(start + below)
    sign = random.choice((-1.0, 1.0), sum(map(len, higher)))
    pairs = features[np.concatenate(higher)] - features[np.concatenate(lower)]
    model = LogisticRegression(fit_intercept=False, max_iter=1000, **option)
    model.fit(pairs * sign[:, None], sign > 0)
    weights = model.coef_[0]
    return {0: lambda features: scaled(features) @ weights}


def grid(**choices) -> list[dict]:
    options = [{}]
    for name, values in choices.items():
        options = [option | {name: value} for option in options for value in values]
    return options


PEERS = [
    Peer(
        "XGBoost gblinear",
        grid(objective=["rank:ndcg", "rank:pairwise"], eta=[0.5], reg_lambda=[0.0, 0.001]),
        fit_xgboost_linear,
        "xgboost-cpu",
        ROUNDS,
    ),
    Peer(
        "XGBoost gbtree",
        grid(objective=["rank:ndcg", "rank:pairwise"], max_depth=[3, 6]),
        fit_xgboost_trees,
        "xgboost-cpu",
        TREES,
    ),
    Peer(
        "LightGBM lambdarank",
        grid(num_leaves=[7, 31], min_data_in_leaf=[20, 100]),
        fit_lightgbm,
        "lightgbm",
        TREES,
    ),
    Peer(
        "scikit-learn pairwise logistic regression",
        grid(C=[1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1.0, 10.0]),
        fit_pairwise_regression,
        "scikit-learn",
        [0],
    ),
]


def mean_ndcg(rows: Rows, scorer: Scorer) -> float:
    return measure(rows.queries, rows.scored(scorer(rows.features))).ndcg.mean()


def choose(peer: Peer, training: Rows) -> tuple[dict, int]:
    """The option and size with the best mean over inner folds by query."""
    random = np.random.default_rng(SEED)
    fold = random.permutation(len(training.queries)) % INNER_FOLDS
    sums: dict[tuple[int, int], float] = {}
    for inner in range(INNER_FOLDS):
        learn = training.part(np.flatnonzero(fold != inner)).thinned(UNGRADED, random)
        judge = training.part(np.flatnonzero(fold == inner))
        for number, option in enumerate(peer.grid):
            for size, scorer in peer.fit(learn, option, peer.sizes).items():
                key = number, size
                sums[key] = sums.get(key, 0.0) + mean_ndcg(judge, scorer)
    number, size = max(sums, key=sums.get)
    return peer.grid[number], size


def learn(peer: Peer, training: Rows) -> tuple[Scorer, dict]:
    """The model for what was chosen, and what it took."""
    start = processor_seconds()
    option, size = choose(peer, training)
    chosen = processor_seconds()
    scorer = peer.fit(training, option, [size])[size]
    end = processor_seconds()
    return scorer, {
        "option": option | ({"size": size} if size else {}),
        "seconds": end - start,
        "fit_seconds": end - chosen,
    }


def best_feature(training: Rows) -> tuple[Scorer, dict]:
    """The one column, either way up, that ranks the training queries best."""

    def scorer(column: int, sign: float) -> Scorer:
        return lambda features: sign * features[:, column]

    start = processor_seconds()
    columns = np.flatnonzero(training.features.any(axis=0)).tolist()
    found = {
        (column, sign): mean_ndcg(training, scorer(column, sign))
        for column in columns
        for sign in (1.0, -1.0)
    }
    column, sign = max(found, key=found.get)
    seconds = processor_seconds() - start
    option = {"feature": column + 1, "sign": sign}
    return scorer(column, sign), {"option": option, "seconds": seconds, "fit_seconds": seconds}
