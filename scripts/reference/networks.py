"""The networks of the reference, as spec.md writes them, and the data they are tried on."""

import torch
from torch import Tensor

from reference.modules import build

CLASSES = 4
SAMPLES = 15  # in batches of 4 the last one is short
EVALUATED = 6
SEED = 11  # a well-conditioned draw: see `amplification` in the written files


def vector(features: int) -> dict:
    return {"kind": "vector", "features": features}


def linear(features: int, **options) -> dict:
    return {"kind": "linear", "outFeatures": features, **options}


def batch_norm(**options) -> dict:
    return {"kind": "batchNorm", **options}


RELU = {"kind": "relu"}

NETWORKS = {
    "mlp": {
        "input": vector(6),
        "layers": [linear(8), RELU, linear(7, bias=False, name="middle"), RELU, linear(CLASSES)],
    },
    "linear": {"input": vector(5), "layers": [linear(CLASSES, bias=False, name="only")]},
    "normed": {
        "input": vector(6),
        "layers": [
            linear(8, bias=False),
            batch_norm(name="before"),
            RELU,
            linear(6, bias=False),
            RELU,
            batch_norm(affine=False, momentum=0.01, eps=1e-3),
            linear(CLASSES, bias=False),
        ],
    },
    "image": {
        "input": {"kind": "image", "channels": 2, "height": 3, "width": 2},
        "layers": [
            {"kind": "flatten"},
            linear(7),
            batch_norm(momentum=0.3, eps=1e-2),
            RELU,
            linear(CLASSES),
        ],
    },
    # The kernel of layer 0 has one element: every base step is parallel to it.
    "narrow": {"input": vector(1), "layers": [linear(1), RELU, linear(CLASSES)]},
    # Layer "dead" never fires: the gradient of every kernel is exactly zero.
    "dead": {
        "input": vector(5),
        "layers": [linear(6), RELU, linear(5, name="dead"), RELU, linear(CLASSES)],
    },
    "pair": {"input": vector(5), "layers": [linear(6), RELU, linear(CLASSES)]},
    # Some samples are zero (see ZEROS), and without biases the gradients they give are too.
    "gaps": {
        "input": vector(5),
        "layers": [linear(6, bias=False), RELU, linear(CLASSES, bias=False)],
    },
    # Targets are numbers, of the last one bare ones: see NUMBERS.
    "regression": {"input": vector(6), "layers": [linear(8), RELU, linear(3)]},
    "one output": {"input": vector(5), "layers": [linear(6), RELU, linear(1)]},
}

# What a sample's target is, where it is no class.
NUMBERS: dict[str, list[int]] = {"regression": [3], "one output": []}

# Which samples of "gaps" are zero: the first and the third batch of 4.
ZEROS = [0, 1, 2, 3, 8, 9, 10, 11]


def problem(name: str) -> dict:
    """A network with its initial state, training samples and samples to evaluate."""
    network = NETWORKS[name]
    generator = torch.Generator().manual_seed(SEED + list(NETWORKS).index(name))
    source = network["input"]
    shape = (
        [source["features"]]
        if source["kind"] == "vector"
        else [source["channels"], source["height"], source["width"]]
    )

    def samples(count: int) -> dict:
        inputs = torch.randn([count, *shape], generator=generator, dtype=torch.float64)
        if name in NUMBERS:
            numbers = torch.randn([count, *NUMBERS[name]], generator=generator, dtype=torch.float64)
            targets = (numbers * 16).round() / 16
        else:
            targets = torch.randint(CLASSES, [count], generator=generator)
        return {"inputs": (inputs * 16).round() / 16, "targets": targets}

    state = {
        key: drawn(key, value, generator) for key, value in build(network).state_dict().items()
    }
    if name == "dead":
        state["dead.bias"] = torch.full_like(state["dead.bias"], -64)
    train, evaluation = samples(SAMPLES), samples(EVALUATED)
    if name == "gaps":
        train["inputs"][ZEROS] = 0
    return {"network": network, "initial": state, "train": train, "evaluation": evaluation}


def cast(problem: dict, dtype: torch.dtype) -> dict:
    """The problem in another floating-point type; counts and classes keep theirs."""

    def of(tensors: dict) -> dict:
        return {
            key: value.to(dtype) if value.is_floating_point() else value
            for key, value in tensors.items()
        }

    cast_parts = {part: of(problem[part]) for part in ("initial", "train", "evaluation")}
    return {**problem, **cast_parts}


def drawn(key: str, like: Tensor, generator: torch.Generator) -> Tensor:
    """A tensor of short binary fractions, far enough from what a fresh network would hold."""
    if key.endswith("num_batches_tracked"):
        return torch.tensor(3)
    uniform = torch.rand(like.shape, generator=generator, dtype=torch.float64) * 2 - 1
    if like.dim() in (2, 4):
        value = uniform * 1.5 / like[0].numel() ** 0.5
    elif key.endswith("running_var") or key.endswith("weight"):
        value = 1 + uniform / 2
    else:
        value = uniform / 4
    return (value * 128).round() / 128
