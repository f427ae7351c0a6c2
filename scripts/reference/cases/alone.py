"""Rules standing alone: every row of rules.py, and what a row does not show."""

from reference.cases.rules import RULES
from reference.cases.writing import DROPS, SMOOTHED, case, rule, sgd


def rows(*kinds: str) -> list[dict]:
    """Under drops, without which velocity is no other rule than torch's momentum."""
    return [
        case(name, "mlp", spec, schedule=DROPS)
        for name, spec in RULES.items()
        if spec["kind"] in kinds
    ]


def common(kind: str, lr: float, decay: float) -> list[dict]:
    """What every rule must do, whatever its formula."""
    decayed = rule(kind, lr=lr, weightDecay=decay)
    return [
        case(f"{kind} as torch has it", "mlp", rule(kind)),
        case(f"{kind}, constant lr", "mlp", rule(kind, lr=lr)),
        case(f"{kind}, weight decay on all", "normed", {**decayed, "weightDecayOn": "all"}),
        case(f"{kind}, weight decay on layers", "mlp", {**decayed, "weightDecayOn": ["0", "4"]}),
        case(f"{kind}, some layers trained", "normed", rule(kind, lr=lr), trainable=["0", "3"]),
        case(f"{kind}, gradients exactly zero at times", "gaps", rule(kind, lr=lr)),
        case(f"{kind}, kernels' gradients exactly zero", "dead", rule(kind, lr=lr)),
    ]


SGD = [
    *rows("sgd"),
    *common("sgd", 0.1, 0.2),
    case("one layer alone", "mlp", sgd(lr=0.5), trainable=["middle"]),
    case("momentum, constant lr", "mlp", sgd(momentum=0.9)),
    case(
        "nesterov and weight decay on all",
        "normed",
        sgd(lr=0.02, momentum=0.8, nesterov=True, weightDecay=0.1, weightDecayOn="all"),
    ),
    case("velocity, drops", "normed", sgd(momentum=0.9, momentumForm="velocity"), schedule=DROPS),
    case(
        "velocity with nesterov, weight decay and drops",
        "mlp",
        sgd(momentum=0.9, momentumForm="velocity", nesterov=True, weightDecay=0.01),
        schedule=DROPS,
    ),
    case(
        "average and weight decay",
        "image",
        sgd(lr=0.3, momentum=0.9, momentumForm="average", weightDecay=0.01),
    ),
    case("momentum through zero gradients", "gaps", sgd(momentum=0.9), loss=SMOOTHED),
]

ADAM = [
    *rows("adam", "adamW"),
    *common("adam", 0.01, 0.2),
    *common("adamW", 0.01, 2),
    case(
        "adamW, weight decay on all, drops",
        "mlp",
        rule("adamW", lr=0.01, weightDecay=2, weightDecayOn="all"),
        schedule=DROPS,
    ),
]

RMSPROP = [
    *rows("rmsprop"),
    *common("rmsprop", 0.003, 0.2),
    case(
        "momentum through zero gradients, centered",
        "gaps",
        rule("rmsprop", lr=0.002, alpha=0.9, momentum=0.8, centered=True),
    ),
]

ADAGRAD = [*rows("adagrad"), *common("adagrad", 0.05, 0.2)]
