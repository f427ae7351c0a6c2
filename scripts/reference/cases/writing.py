"""Short ways to write a case."""

RATE = 0.037  # about 3⁻³

SMOOTHED = {"kind": "crossEntropy", "labelSmoothing": 0.1}
DROPS = {"kind": "step", "milestones": [3, 6], "gamma": 0.2}


def rule(kind: str, **options) -> dict:
    return {"kind": kind, **options}


def sgd(**options) -> dict:
    return {"kind": "sgd", "lr": 0.1, **options}


def transform(kind: str, base: dict, **options) -> dict:
    return {"kind": kind, "base": base, "rate": RATE, **options}


def layca(base: dict, **options) -> dict:
    return transform("layca", base, **options)


def lars(base: dict, **options) -> dict:
    return transform("lars", base, **options)


def normalized(base: dict, **options) -> dict:
    return transform("normalized", base, **options)


def case(name: str, network: str, optimizer: dict, **options) -> dict:
    """Eight epochs of fifteen samples in batches of 4, 4, 4 and 3: 32 steps."""
    return {
        "name": name,
        "network": network,
        "loss": {"kind": "crossEntropy", "labelSmoothing": 0},
        "optimizer": optimizer,
        "schedule": {"kind": "constant"},
        "epochs": 8,
        "batchSize": 4,
        **options,
    }
