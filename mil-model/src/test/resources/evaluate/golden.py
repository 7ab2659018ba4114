"""Reference values for the metrics and the calibration, by scikit-learn, scipy, statsmodels and plain numpy.

    python3 golden.py > golden.json        (scikit-learn, scipy, statsmodels; versions are written into the file)

Shares no code with Acinus: the expected calibration error and the conformal sets are written here from their papers,
the optima of the scalings come from scipy's BFGS on the loss, the shrunk covariance from scikit-learn.
"""
import json

import numpy as np
import scipy
import sklearn
import statsmodels
from scipy.optimize import minimize
from scipy.special import log_softmax, softmax
from scipy.stats import bootstrap
from sklearn.covariance import ledoit_wolf
from sklearn.metrics import (balanced_accuracy_score, cohen_kappa_score, roc_auc_score)
from statsmodels.stats.inter_rater import fleiss_kappa
from statsmodels.stats.proportion import proportion_confint

RIDGE = 1e-3
FLOOR = 1e-9
random = np.random.default_rng(20261123)
out = {"made_by": f"numpy {np.__version__}, scipy {scipy.__version__}, scikit-learn {sklearn.__version__}, "
                  f"statsmodels {statsmodels.__version__}"}

# Six grades: overconfident probabilities, and calls by their mode.
n, k = 400, 6
truth = random.integers(0, k, n)
centre = truth + random.normal(0, 1.1, n)
logits = -1.5 * (np.arange(k)[None, :] - centre[:, None]) ** 2 + random.normal(0, 0.5, (n, k))
probabilities = np.round(softmax(logits, axis=1), 9)
probabilities[:, -1] = np.round(1 - probabilities[:, :-1].sum(axis=1), 9)
probabilities = np.clip(probabilities, 0, 1)
called = probabilities.argmax(axis=1)
out["grades"] = {
    "truth": truth.tolist(), "probabilities": probabilities.tolist(),
    "qwk": cohen_kappa_score(truth, called, weights="quadratic"),
    "linear": cohen_kappa_score(truth, called, weights="linear"),
    "unweighted": cohen_kappa_score(truth, called),
    "balanced_accuracy": balanced_accuracy_score(truth, called),
    "auc_cancer": roc_auc_score(truth > 0, np.minimum(1, probabilities[:, 1:].sum(axis=1))),
    "auc_one_vs_rest": [roc_auc_score(truth == c, probabilities[:, c]) for c in range(k)],
}


def weighted(index):
    return cohen_kappa_score(truth[index], called[index], weights="quadratic")


interval = bootstrap((np.arange(n),), lambda i: weighted(i.astype(int)), n_resamples=4000, method="percentile",
                     vectorized=False, random_state=1).confidence_interval
out["grades"]["qwk_bootstrap"] = [interval.low, interval.high]


def expected_error(p, y, edges):
    error = 0
    for low, high in zip(edges[:-1], edges[1:]):
        inside = (p >= low) & ((p < high) | (high == edges[-1]))
        if inside.any():
            error += inside.mean() * abs(p[inside].mean() - y[inside].mean())
    return error


cancer = np.minimum(1, probabilities[:, 1:].sum(axis=1))
out["grades"]["ece"] = expected_error(cancer, truth > 0, np.linspace(0, 1, 11))
order = np.argsort(cancer, kind="stable")
parts = [order[n * b // 10:n * (b + 1) // 10] for b in range(10)]
out["grades"]["adaptive_ece"] = sum(
    len(i) / n * abs(cancer[i].mean() - (truth[i] > 0).mean()) for i in parts)

logs = np.log(np.maximum(probabilities, FLOOR))


def temperature_loss(inverse):
    return -log_softmax(logs * inverse[0], axis=1)[np.arange(n), truth].mean()


def vector_loss(parameters):
    scaled = logs * parameters[:k] + parameters[k:]
    ridge = ((parameters[:k] - 1) ** 2).sum() + (parameters[k:] ** 2).sum()
    return -log_softmax(scaled, axis=1)[np.arange(n), truth].mean() + RIDGE / 2 * ridge


best = minimize(temperature_loss, [1.0], method="BFGS", options={"gtol": 1e-10})
out["temperature"] = {"temperature": 1 / best.x[0], "loss": best.fun}
best = minimize(vector_loss, np.concatenate([np.ones(k), np.zeros(k)]), method="BFGS",
                options={"gtol": 1e-9, "maxiter": 5000})
out["vector"] = {"scale": best.x[:k].tolist(), "offset": best.x[k:].tolist(), "loss": best.fun}

table = [[0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1], [7, 7, 0, 0, 0],
         [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7]]
out["fleiss"] = {"votes": table, "kappa": fleiss_kappa(np.array(table), method="fleiss")}

out["wilson"] = [[hits, of, *proportion_confint(hits, of, method="wilson")]
                 for hits, of in [(0, 10), (10, 10), (1, 3), (94, 100), (294, 311)]]

embeddings = np.round(random.normal(0, 1, (30, 8)) @ random.normal(0, 1, (8, 8)) + random.normal(0, 3, 8), 4)
covariance, shrinkage = ledoit_wolf(embeddings)
inverse = np.linalg.inv(covariance)
strangers = np.round(random.normal(0, 4, (5, 8)), 4)
away = strangers - embeddings.mean(axis=0)
out["novelty"] = {
    "embeddings": embeddings.tolist(), "shrinkage": shrinkage, "covariance_first_row": covariance[0].tolist(),
    "strangers": strangers.tolist(),
    "distances": [float(np.sqrt(row @ inverse @ row)) for row in away],
}

members = np.round(random.dirichlet([1, 1, 1], 5), 4)
members[:, -1] = np.round(1 - members[:, :-1].sum(axis=1), 4)
mean = members.mean(axis=0)
entropy = lambda p: float(-(p[p > 0] * np.log(p[p > 0])).sum())
out["members"] = {"probabilities": members.tolist(), "deviation": float((1 - members[:, 0]).std()),
                  "mutual_information": entropy(mean) - float(np.mean([entropy(m) for m in members]))}
print(json.dumps(out))
