"""Each task's network on its initial weights: a batch of 4, and five updates of 4, in digests."""

from torch import Tensor

from reference import digest, drawing, forward, trajectory
from reference.cases import tasks
from reference.sensitivity import ROUNDINGS, U, Rounding

BATCH = 4
UPDATES = 5
# What the test allows a float64 run, relative to a tensor's largest.
TOLERANCE = 1e-9
LOSS = {"kind": "crossEntropy", "labelSmoothing": 0}


def expected(name: str) -> dict:
    network = tasks.NETWORKS[name]
    classes = network["layers"][-1]["outFeatures"]
    given = {
        "network": network,
        "initial": drawing.initial_state(network),
        "train": drawing.samples(network, 0, BATCH, classes),
        "evaluation": drawing.samples(network, BATCH * UPDATES, BATCH, classes),
    }
    more = {**given, "train": drawing.samples(network, 0, BATCH * UPDATES, classes)}
    own = {
        "optimizer": tasks.OWN[name],
        "schedule": tasks.SCHEDULE[name],
        "trainable": tasks.TRAINABLE.get(name, "all"),
    }
    layca = {"optimizer": tasks.LAYCA, "schedule": tasks.LAYCA_SCHEDULE, "trainable": "all"}
    return {
        "name": name,
        "network": network,
        "classes": classes,
        "initial": digest.of_state(given["initial"]),
        "batch": batch(given),
        "own": {**own, "expected": updates(name, own, more)},
        "layca": {**layca, "expected": updates(name, layca, more)},
    }


def batch(given: dict) -> dict:
    made = forward.run({"loss": LOSS}, given)
    return {
        "loss": made["loss"],
        "gradients": digest.of_state(made["gradients"]),
        "buffers": digest.of_state(made["buffers"]),
        "evaluationLoss": made["evaluationLoss"],
        "largestLogit": made["evaluationLogits"].abs().max().item(),
    }


def updates(name: str, options: dict, given: dict) -> dict:
    """Five updates; ill-conditioned ones, whose digests rounding alone would change, are refused."""
    case = {
        "loss": LOSS,
        "epochs": 1,
        "batchSize": BATCH,
        **options,
    }
    made = trajectory.run(case, given)
    noisy = trajectory.run(case, given, Rounding(0))
    amplification = deviation(noisy["states"][-1], made["states"][-1]) / U
    print(f"{name}, {options['optimizer']['kind']}: amplification {amplification:.3g}", flush=True)
    if ROUNDINGS * amplification * 2.0**-53 > TOLERANCE:
        raise AssertionError(f"{name}: ill conditioned: {amplification:.3g}")
    last = {key: made["states"][-1][key] for key in parameters(given)}
    return {
        "loss": [entry["train"]["loss"] for entry in made["entries"]],
        "distance": [distance(w, given["initial"][k]) for k, w in last.items() if w.dim() >= 2],
        "atEnd": digest.of_state(last),
    }


def deviation(state: dict[str, Tensor], expected: dict[str, Tensor]) -> float:
    """The largest, relative to its tensor's largest, of a bias to its kernel's if that is larger.

    The gradient of a bias before a batch-norm is zero but for rounding.
    """
    worst = 0.0
    for name, value in expected.items():
        like = expected[name.removesuffix("bias") + "weight"] if name.endswith("bias") else value
        scale = max(value.abs().max().item(), like.abs().max().item())
        worst = max(worst, (state[name] - value).abs().max().item() / scale)
    return worst


def distance(w: Tensor, start: Tensor) -> float:
    """1 − cos as half the squared distance on the unit sphere: exact enough for what has turned."""
    return ((w / w.norm() - start / start.norm()).square().sum() / 2).item()


def parameters(given: dict) -> list[str]:
    return [key for key in given["initial"] if "running" not in key and "tracked" not in key]
