"""One small network a kind of layer and option, and the data each is tried on."""

import torch

from reference.modules import build, input_shape
from reference.networks import drawn

CLASSES = 3
SAMPLES = 5
EVALUATED = 2
SEED = 23


def image(channels: int, height: int, width: int) -> dict:
    return {"kind": "image", "channels": channels, "height": height, "width": width}


def vector(features: int) -> dict:
    return {"kind": "vector", "features": features}


def conv(channels: int, kernel: int, **options) -> dict:
    return {"kind": "conv2d", "outChannels": channels, "kernelSize": kernel, **options}


def linear(features: int, **options) -> dict:
    return {"kind": "linear", "outFeatures": features, **options}


def pool(kind: str, kernel: int, **options) -> dict:
    return {"kind": kind, "kernelSize": kernel, **options}


RELU = {"kind": "relu"}
FLATTEN = {"kind": "flatten"}
GLOBAL = {"kind": "globalAvgPool"}
TOP = linear(CLASSES)

# Height and width differ in parity, so that "same" pads them differently.
IMAGE = image(2, 6, 5)

CONVOLUTIONS = {
    "conv2d: defaults": (IMAGE, [conv(4, 3), RELU, FLATTEN, TOP]),
    "conv2d: stride and padding": (
        IMAGE,
        [conv(4, 3, stride=2, padding=1), RELU, conv(3, 2, padding=2, bias=False), GLOBAL],
    ),
    "conv2d: same": (
        IMAGE,
        [conv(4, 3, padding="same", bias=False), RELU, conv(3, 2, padding="same"), GLOBAL, TOP],
    ),
    "conv2d: same, stride 2": (
        IMAGE,
        [conv(3, 3, padding="same", stride=2), RELU, conv(4, 1, padding="same", stride=2), FLATTEN]
        + [TOP],
    ),
    "conv2d: same, stride 3, wide kernel": (
        IMAGE,
        [conv(3, 5, padding="same", stride=3), RELU, FLATTEN, TOP],
    ),
    "conv2d: dilation": (
        IMAGE,
        [conv(3, 2, dilation=3), RELU, conv(3, 3, dilation=2, padding="same"), GLOBAL, TOP],
    ),
    "conv2d: groups": (
        image(4, 4, 3),
        [conv(6, 3, groups=2, padding=1), RELU, conv(6, 2, groups=6, bias=False), FLATTEN, TOP],
    ),
    "conv2d: one channel, one pixel": (
        image(1, 4, 4),
        [conv(1, 3, padding="same"), RELU, conv(5, 4), RELU, conv(3, 1), FLATTEN],
    ),
}

POOLS = {
    "maxPool2d: defaults": (IMAGE, [conv(3, 1), pool("maxPool2d", 2), RELU, FLATTEN, TOP]),
    "maxPool2d: overlapping": (IMAGE, [conv(3, 1), pool("maxPool2d", 3, stride=1), FLATTEN, TOP]),
    "maxPool2d: same": (
        IMAGE,
        [conv(3, 1), pool("maxPool2d", 3, stride=2, padding="same")]
        + [pool("maxPool2d", 2, stride=1, padding="same"), FLATTEN, TOP],
    ),
    "avgPool2d: defaults": (IMAGE, [conv(3, 1), pool("avgPool2d", 2), RELU, FLATTEN, TOP]),
    "avgPool2d: overlapping": (IMAGE, [conv(3, 1), pool("avgPool2d", 3, stride=1), FLATTEN, TOP]),
    "avgPool2d: same": (
        IMAGE,
        [conv(3, 1), pool("avgPool2d", 3, stride=2, padding="same")]
        + [pool("avgPool2d", 2, stride=1, padding="same"), FLATTEN, TOP],
    ),
    "globalAvgPool": (IMAGE, [conv(4, 2), RELU, GLOBAL, TOP]),
}

NORMS = {
    "batchNorm: images": (IMAGE, [conv(3, 2), {"kind": "batchNorm"}, RELU, GLOBAL, TOP]),
    "batchNorm: Keras' fields after ReLU": (
        IMAGE,
        [conv(3, 3, padding="same", bias=False), RELU]
        + [{"kind": "batchNorm", "affine": False, "momentum": 0.01, "eps": 1e-3}]
        + [pool("maxPool2d", 2), FLATTEN, TOP],
    ),
    "layerNorm: vectors": (
        vector(5),
        [linear(6), {"kind": "layerNorm", "eps": 1e-2}, RELU, TOP, {"kind": "layerNorm"}],
    ),
    "layerNorm: images": (
        IMAGE,
        [conv(3, 2), {"kind": "layerNorm"}, RELU, conv(2, 2), RELU]
        + [{"kind": "layerNorm", "affine": False}, FLATTEN, TOP],
    ),
    "groupNorm: vectors": (
        vector(5),
        [linear(6), {"kind": "groupNorm", "numGroups": 2, "eps": 1e-3}, RELU, TOP],
    ),
    "groupNorm: images": (
        IMAGE,
        [conv(4, 2), {"kind": "groupNorm", "numGroups": 2}, RELU, conv(3, 2), RELU]
        + [{"kind": "groupNorm", "numGroups": 3, "affine": False}, FLATTEN, TOP],
    ),
}

ACTIVATIONS = [
    {"kind": "leakyRelu"},
    {"kind": "leakyRelu", "negativeSlope": 0.3},
    {"kind": "leakyRelu", "negativeSlope": -0.5},
    {"kind": "gelu"},
    {"kind": "gelu", "approximate": "tanh"},
    {"kind": "sigmoid"},
    {"kind": "tanh"},
]


def called(layer: dict) -> str:
    return ": ".join(str(value) for value in layer.values())


# Each twice: after a layer whose output may be overwritten, and after one whose may not.
ACTIVE = {
    called(layer): (IMAGE, [conv(3, 2), layer, RELU, layer, FLATTEN, TOP, layer])
    for layer in ACTIVATIONS
}

DROPOUT = {
    "dropout: vectors": (vector(5), [linear(7), {"kind": "dropout"}, RELU, TOP]),
    "dropout: images": (
        IMAGE,
        [{"kind": "dropout", "p": 0.2}, conv(3, 2), RELU, {"kind": "dropout", "p": 0.6}, FLATTEN]
        + [{"kind": "dropout", "p": 0}, TOP],
    ),
}

def residual(branch: list, shortcut: list | None = None, **options) -> dict:
    ways = {"branch": branch} if shortcut is None else {"branch": branch, "shortcut": shortcut}
    return {"kind": "residual", **ways, **options}


NORM = {"kind": "batchNorm", "affine": False, "eps": 1e-3}

RESIDUALS = {
    # In the branch ReLU must not overwrite what the shortcut needs.
    "residual: identity": (
        IMAGE,
        [conv(3, 1), residual([RELU, conv(3, 3, padding="same")]), RELU, FLATTEN, TOP],
    ),
    "residual: branch without weights": (vector(4), [linear(5), residual([RELU]), RELU, TOP]),
    "residual: shortcut with stride": (
        IMAGE,
        [conv(3, 3, padding="same", bias=False), NORM, RELU]
        + [
            residual(
                [conv(4, 3, padding="same", stride=2), NORM, RELU]
                + [conv(4, 3, padding="same", name="second"), NORM],
                [conv(4, 1, stride=2, bias=False)],
                name="block",
            )
        ]
        + [RELU, GLOBAL, TOP],
    ),
    "residual: nested, before activation": (
        image(2, 4, 3),
        [conv(3, 2, padding="same")]
        + [
            residual(
                [NORM, RELU, residual([RELU, conv(3, 1)], [conv(3, 1, bias=False), RELU])]
                + [{"kind": "dropout", "p": 0.25}],
                [{"kind": "dropout", "p": 0.5}, conv(3, 1)],
            )
        ]
        + [NORM, RELU, GLOBAL, TOP],
    ),
    "residual: from images to vectors": (
        image(2, 3, 3),
        [conv(3, 2), residual([RELU, GLOBAL, linear(12)], [FLATTEN]), TOP],
    ),
}

AFFINE = {"kind": "batchNorm", "momentum": 0.2}

# A ReLU before or after a batch-norm is done in its passes, which go through memory block by block
# and write over the input where they may.
WITH_RELU = {
    "batchNorm with ReLU: scaled": (
        IMAGE,
        [conv(3, 2, bias=False), RELU, AFFINE, conv(4, 2, bias=False), AFFINE, RELU, GLOBAL, TOP],
    ),
    "batchNorm with ReLU: unscaled": (
        IMAGE,
        [conv(3, 2), RELU, NORM, conv(4, 2, bias=False), NORM, RELU, conv(3, 1), NORM, FLATTEN]
        + [TOP],
    ),
    "batchNorm with ReLU: what must not be overwritten": (
        IMAGE,
        [conv(3, 1), residual([RELU, NORM]), RELU, NORM, residual([NORM]), FLATTEN, TOP],
    ),
    "batchNorm with ReLU: many channels": (
        image(2, 3, 3),
        [conv(70, 2, bias=False), RELU, NORM, conv(3, 1), AFFINE, RELU, FLATTEN, TOP],
    ),
    "batchNorm with ReLU: several blocks": (
        image(1, 3, 2),
        [conv(5, 2, padding=16), RELU, NORM, pool("maxPool2d", 4), conv(3, 2, padding=16), AFFINE]
        + [RELU, GLOBAL, TOP],
    ),
    "batchNorm with ReLU: vectors": (
        vector(5),
        [linear(6, bias=False), RELU, NORM, linear(5), AFFINE, RELU, TOP],
    ),
}

GROUPS = [CONVOLUTIONS, POOLS, NORMS, ACTIVE, DROPOUT, RESIDUALS, WITH_RELU]

NETWORKS = {
    name: {"input": source, "layers": layers}
    for group in GROUPS
    for name, (source, layers) in group.items()
}

CASES = [
    {"name": name, "network": name, "loss": {"kind": "crossEntropy", "labelSmoothing": 0}}
    for name in NETWORKS
]


def problems() -> dict:
    return {name: problem(network, SEED + k) for k, (name, network) in enumerate(NETWORKS.items())}


def problem(network: dict, seed: int) -> dict:
    """The network with its initial state, training samples and samples to evaluate."""
    generator = torch.Generator().manual_seed(seed)
    shape = input_shape(network)

    def samples(count: int) -> dict:
        inputs = torch.randn([count, *shape], generator=generator, dtype=torch.float64)
        targets = torch.randint(CLASSES, [count], generator=generator)
        return {"inputs": (inputs * 16).round() / 16, "targets": targets}

    state = {
        key: drawn(key, value, generator) for key, value in build(network).state_dict().items()
    }
    return {
        "network": network,
        "initial": state,
        "train": samples(SAMPLES),
        "evaluation": samples(EVALUATED),
    }
