"""Transforms: what each of them can do, and each over every row of rules.py."""

from reference.cases.rules import RULES
from reference.cases.writing import (
    DROPS,
    RATE,
    SMOOTHED,
    case,
    lars,
    layca,
    normalized,
    rule,
    sgd,
)

# One row a transform and way of setting it, as rules.py has them for rules.
TRANSFORMS = {
    "layca": {"kind": "layca", "rate": RATE},
    "layca, exact arc and alpha": {
        "kind": "layca",
        "rate": 0.08,
        "alpha": 0.2,
        "radius": "current",
        "arc": "exact",
    },
    "lars": {"kind": "lars", "rate": RATE},
    "lars with normGrowth": {"kind": "lars", "rate": RATE, "normGrowth": 1e-3},
    "normalized": {"kind": "normalized", "rate": RATE},
}


def over_every_rule(kind: str) -> list[dict]:
    """The kind's rows over every row of rules.py, with drops, which the base must not see."""
    return [
        case(f"{name} over {base}", "pair", {**row, "base": spec}, schedule=DROPS)
        for name, row in TRANSFORMS.items()
        if row["kind"] == kind
        for base, spec in RULES.items()
    ]


def at_zero(transform) -> list[dict]:
    """Gradients that are zero, at the first step too, and steps that point along the kernel."""
    decay = {"weightDecay": 0.3}
    momentum = rule("rmsprop", lr=0.002, alpha=0.9, momentum=0.8)
    return [
        case("base step parallel to the kernel", "narrow", transform(sgd())),
        case("base step parallel to the kernel, adam", "narrow", transform(rule("adam", lr=0.01))),
        case("gradients exactly zero", "dead", transform(sgd())),
        case("gradients exactly zero, adam", "dead", transform(rule("adam", lr=0.01))),
        case("weight decay alone", "dead", transform(sgd(**decay))),
        case("weight decay alone, adamW", "dead", transform(rule("adamW", lr=0.01, **decay))),
        case("gradients zero at times", "gaps", transform(sgd())),
        case("momentum through zero gradients", "gaps", transform(sgd(momentum=0.9))),
        case("gradients zero at times, adam", "gaps", transform(rule("adam"))),
        case("gradients zero at times, amsgrad", "gaps", transform(rule("adam", amsgrad=True))),
        case("gradients zero at times, adamW", "gaps", transform(rule("adamW", **decay))),
        case("gradients zero at times, rmsprop", "gaps", transform(rule("rmsprop"))),
        case("momentum through zero gradients, rmsprop", "gaps", transform(momentum)),
        case("gradients zero at times, adagrad", "gaps", transform(rule("adagrad"))),
    ]


LAYCA = [
    case("over plain sgd", "mlp", layca(sgd())),
    case("others frozen, current radius", "mlp", layca(sgd(), others="frozen", radius="current")),
    case("over momentum, drops", "mlp", layca(sgd(momentum=0.9), rate=0.0123), schedule=DROPS),
    case(
        "over nesterov with weight decay",
        "normed",
        layca(sgd(momentum=0.9, nesterov=True, weightDecay=0.02), rate=0.0123),
    ),
    case(
        "over velocity, drops",
        "mlp",
        layca(sgd(momentum=0.8, momentumForm="velocity", nesterov=True)),
        schedule=DROPS,
    ),
    case(
        "over average",
        "image",
        layca(sgd(momentum=0.9, momentumForm="average")),
        loss=SMOOTHED,
    ),
    case("positive alpha", "mlp", layca(sgd(), alpha=0.6, rate=0.111)),
    case("negative alpha", "mlp", layca(sgd(), alpha=-0.6, rate=0.111), schedule=DROPS),
    case("multipliers", "normed", layca(sgd(), multipliers=[0.5, 2.0, 0.125], others="frozen")),
    case("exact arc, large angle", "mlp", layca(sgd(), arc="exact", rate=0.5)),
    case("tangent, large rate", "mlp", layca(sgd(), rate=0.5, radius="current")),
    case("untrained layers count for alpha", "mlp", layca(sgd(), alpha=0.4), trainable=["0", "4"]),
    case("a single kernel, alpha without effect", "linear", layca(sgd(), alpha=0.6)),
    *at_zero(layca),
    *over_every_rule("layca"),
]

LARS = [
    case("over plain sgd", "mlp", lars(sgd())),
    case("others frozen", "mlp", lars(sgd(momentum=0.9), others="frozen", rate=0.0123)),
    case(
        "growth limited, as in Figure 9", "mlp", lars(sgd(), normGrowth=1e-4, others="frozen", rate=0.3)
    ),
    case("growth limited to none", "normed", lars(sgd(momentum=0.5), normGrowth=0)),
    case("some layers trained", "mlp", lars(sgd(), normGrowth=0.01), trainable=["0", "4"]),
    case("weight decay on all", "mlp", lars(sgd(weightDecay=0.1, weightDecayOn="all"))),
    *at_zero(lars),
    *over_every_rule("lars"),
]

NORMALIZED = [
    case("over plain sgd", "mlp", normalized(sgd())),
    case("others frozen", "mlp", normalized(sgd(momentum=0.9), others="frozen", rate=0.0123)),
    case("drops", "normed", normalized(sgd(momentum=0.5)), schedule=DROPS),
    case("some layers trained", "mlp", normalized(sgd()), trainable=["0", "4"]),
    case("weight decay on a layer", "mlp", normalized(sgd(weightDecay=2, weightDecayOn=["middle"]))),
    *at_zero(normalized),
    *over_every_rule("normalized"),
]
