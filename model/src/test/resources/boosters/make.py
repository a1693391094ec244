"""Makes the boosters of one version of XGBoost, each with rows and what that version says of them.

Usage: python make.py FOLDER   (with xgboost and numpy installed; see README.md)
"""

import json
import pathlib
import sys

import numpy as np
import xgboost as xgb

FEATURES = 6
ROWS = 12
VERSION = ".".join(xgb.__version__.split(".")[:2])


def data(seed, rows):
    random = np.random.default_rng(seed)
    x = np.round(random.normal(size=(rows, FEATURES)), 2).astype(np.float32)
    x[random.random(x.shape) < 0.1] = np.nan
    signal = np.nan_to_num(x[:, 0]) + np.nan_to_num(x[:, 1] * x[:, 2])
    return x, signal.astype(np.float32)


def label(objective, signal):
    if objective.endswith("logistic"):
        return (signal > 0).astype(np.float32)
    return np.exp(signal / 2) if objective in ("reg:gamma", "reg:tweedie", "reg:squaredlogerror") else signal


def train(objective, rounds, **parameters):
    x, signal = data(1, 400)
    matrix = xgb.DMatrix(x, label=label(objective, signal))
    return xgb.train({"objective": objective, "seed": 7, "nthread": 1, **parameters}, matrix, rounds)


def numbers(values):
    return [None if np.isnan(value) else float(value) for value in values]


def save(folder, name, booster, form):
    path = folder / f"{name}-{VERSION}.{form}"
    booster.save_model(path)
    x, _ = data(2, ROWS)
    matrix = xgb.DMatrix(x)
    margins = booster.predict(matrix, output_margin=True)
    contributions = booster.predict(matrix, pred_contribs=True)
    rows = [
        {"row": numbers(row), "margin": float(margin), "contributions": numbers(contribution)}
        for row, margin, contribution in zip(x, margins, contributions)
    ]
    expected = folder / f"{path.name}.expected.json"
    expected.write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")


def refused(folder):
    """Kinds that cannot be scored."""
    train("reg:squarederror", 3, max_depth=2, booster="dart", rate_drop=0.5).save_model(folder / f"dart-{VERSION}.json")
    train("reg:squarederror", 3, booster="gblinear").save_model(folder / f"gblinear-{VERSION}.json")
    x, signal = data(1, 400)
    both = xgb.DMatrix(x, label=np.column_stack([signal, -signal]))
    for strategy in ("one_output_per_tree", "multi_output_tree"):
        booster = xgb.train({"max_depth": 2, "tree_method": "hist", "multi_strategy": strategy}, both, 2)
        booster.save_model(folder / f"{strategy.replace('_', '-')}-{VERSION}.json")
    kinds = np.random.default_rng(3).integers(0, 8, size=(400, 1)).astype(np.float32)
    target = np.isin(kinds[:, 0], (1, 3, 6)).astype(np.float32)
    matrix = xgb.DMatrix(kinds, label=target, feature_types=["c"], enable_categorical=True)
    booster = xgb.train({"max_depth": 2, "tree_method": "hist", "max_cat_to_onehot": 1}, matrix, 2)
    booster.save_model(folder / f"categorical-{VERSION}.ubj")


def main():
    folder = pathlib.Path(sys.argv[1])
    save(folder, "squarederror", train("reg:squarederror", 8, max_depth=4), "ubj")
    save(folder, "logistic", train("binary:logistic", 8, max_depth=3), "json")
    save(folder, "gamma", train("reg:gamma", 8, max_depth=3), "json")
    save(folder, "tweedie", train("reg:tweedie", 8, max_depth=3), "ubj")
    save(folder, "pruned", train("reg:squarederror", 8, max_depth=5, gamma=1.0), "json")
    forest = train("reg:squarederror", 3, max_depth=3, num_parallel_tree=4, subsample=0.5, colsample_bynode=0.5)
    save(folder, "parallel", forest, "json")
    save(folder, "deep", train("reg:squarederror", 2, max_depth=10, min_child_weight=0), "ubj")
    if not VERSION.startswith("1."):
        refused(folder)


main()
