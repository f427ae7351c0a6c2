"""Losses whose targets are numbers."""

from reference.cases.writing import DROPS, case, layca, rule, sgd

SQUARES = {"loss": {"kind": "mse"}}

MSE = [
    case("mse", "regression", sgd(momentum=0.9), **SQUARES),
    case("mse under layca, drops", "regression", layca(sgd()), schedule=DROPS, **SQUARES),
    case("mse of one output", "one output", rule("adam", lr=0.02), **SQUARES),
]
