"""The cases, as parts of a run spec (spec.md); what they leave out has spec.md's defaults."""

FORWARD = [
    {
        "name": f"{network}, label smoothing {smoothing}",
        "network": network,
        "loss": {"kind": "crossEntropy", "labelSmoothing": smoothing},
    }
    for network, smoothing in (
        ("mlp", 0),
        ("mlp", 0.1),
        ("linear", 0),
        ("normed", 0),
        ("image", 0.25),
    )
]

LR = 0.1
RATE = 0.037  # about 3⁻³


def sgd(**options) -> dict:
    return {"kind": "sgd", "lr": LR, **options}


def layca(base: dict, **options) -> dict:
    return {"kind": "layca", "base": base, "rate": RATE, **options}


def case(name: str, network: str, optimizer: dict, **options) -> dict:
    """Five epochs of fifteen samples in batches of 4, 4, 4 and 3: twenty steps."""
    return {
        "name": name,
        "network": network,
        "loss": {"kind": "crossEntropy", "labelSmoothing": 0},
        "optimizer": optimizer,
        "schedule": {"kind": "constant"},
        "epochs": 5,
        "batchSize": 4,
        **options,
    }


DROPS = {"kind": "step", "milestones": [2, 4], "gamma": 0.2}
SMOOTHED = {"kind": "crossEntropy", "labelSmoothing": 0.1}

SGD = [
    case("plain", "mlp", sgd()),
    case("one layer alone", "mlp", sgd(lr=0.5), trainable=["middle"]),
    case("momentum", "mlp", sgd(momentum=0.9), schedule=DROPS),
    case(
        "dampening and weight decay on kernels",
        "mlp",
        sgd(momentum=0.8, dampening=0.3, weightDecay=0.05),
    ),
    case(
        "nesterov and weight decay on all",
        "normed",
        sgd(momentum=0.9, nesterov=True, weightDecay=0.02, weightDecayOn="all"),
    ),
    case(
        "weight decay on named layers",
        "mlp",
        sgd(weightDecay=0.2, weightDecayOn=["0", "4"]),
        loss=SMOOTHED,
    ),
    case("velocity", "normed", sgd(momentum=0.9, momentumForm="velocity"), schedule=DROPS),
    case(
        "velocity with nesterov",
        "mlp",
        sgd(momentum=0.9, momentumForm="velocity", nesterov=True, weightDecay=0.01),
        schedule=DROPS,
    ),
    case("average", "image", sgd(lr=0.3, momentum=0.9, momentumForm="average", weightDecay=0.01)),
    case(
        "some layers of a network with batch-norm",
        "normed",
        sgd(momentum=0.5),
        trainable=["0", "3"],
    ),
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
        layca(sgd(momentum=0.9, momentumForm="average"), others="frozen"),
        loss=SMOOTHED,
    ),
    case("positive alpha", "mlp", layca(sgd(), alpha=0.6, rate=0.111)),
    case("negative alpha", "mlp", layca(sgd(), alpha=-0.6, rate=0.111), schedule=DROPS),
    case("multipliers", "normed", layca(sgd(), multipliers=[0.5, 2.0, 0.125], others="frozen")),
    case("exact arc, large angle", "mlp", layca(sgd(), arc="exact", rate=0.5)),
    case("tangent, large rate", "mlp", layca(sgd(), rate=0.5, radius="current")),
    case("untrained layers count for alpha", "mlp", layca(sgd(), alpha=0.4), trainable=["0", "4"]),
    case("a single kernel, alpha without effect", "linear", layca(sgd(), alpha=0.6)),
    case("base step parallel to the kernel", "narrow", layca(sgd())),
    case("gradients exactly zero", "dead", layca(sgd())),
    case("weight decay alone, parallel to the kernel", "dead", layca(sgd(weightDecay=0.3))),
]
