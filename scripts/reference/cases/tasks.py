"""The study's tasks, written out a second time: networks, and how each is trained.

Beside an entry stands what the study says of it where our terms are others.
"""

from reference.cases.writing import sgd
from reference.layers import conv, image, linear, pool, residual, vector
from reference.writing import Exact
from reference.layers import FLATTEN, GLOBAL, RELU


def norm(momentum: float, **options) -> dict:
    return {"kind": "batchNorm", "momentum": momentum, "eps": 1e-3, **options}


def vgg(size: int, filters: list[int], convolutions: int, momentum: float, classes: int) -> dict:
    """Convolution, ReLU, batch-norm; max pooling between the stages."""
    options = {"bias": False, "init": "heUniform"}
    layers: list[dict] = []
    for stage, count in enumerate(filters):
        layers += [pool("maxPool2d", 2)] if stage else []
        for index in range(convolutions):
            name = f"stage{stage}-conv{index}"
            layers.append(conv(count, 3, padding="same", name=name, **options))
            layers += [RELU, norm(momentum, affine=False)]
    layers += [GLOBAL, linear(classes, name="output", **options)]
    return {"input": image(3, size, size), "layers": layers}


def resnet(filters: list[int], blocks: int, momentum: float, classes: int) -> dict:
    """Version 1: convolution, batch-norm, ReLU, convolution, batch-norm, sum, ReLU."""
    options = {"bias": False, "init": "heNormal"}
    plain = norm(momentum, affine=False)
    layers = [conv(filters[0], 3, padding="same", name="first", **options), plain, RELU]
    for stack, count in enumerate(filters):
        for block in range(blocks):
            stride = 2 if stack and not block else 1
            branch = [
                conv(count, 3, padding="same", stride=stride, name="conv1", **options),
                plain,
                RELU,
                conv(count, 3, padding="same", name="conv2", **options),
                plain,
            ]
            shortcut = [conv(count, 1, padding="same", stride=2, name="conv", **options)]
            ways = [branch, shortcut] if stride == 2 else [branch]
            layers += [residual(*ways, name=f"stack{stack}-block{block}"), RELU]
    last = 32 >> (len(filters) - 1)
    layers += [pool("avgPool2d", last), FLATTEN, linear(classes, name="output", **options)]
    return {"input": image(3, 32, 32), "layers": layers}


def torch_blog() -> dict:
    options = {"bias": False, "init": "heNormal"}
    plain = norm(0.01, affine=False)
    layers: list[dict] = []
    for stage, (count, convolutions) in enumerate([(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)]):
        for index in range(convolutions):
            name = f"stage{stage}-conv{index}"
            layers += [conv(count, 3, padding="same", name=name, **options), plain, RELU]
            if index < convolutions - 1:
                layers.append({"kind": "dropout", "p": 0.4 if stage else 0.3})
        layers.append(pool("maxPool2d", 2))
    half = {"kind": "dropout", "p": 0.5}
    layers += [FLATTEN, half, linear(512, name="dense", **options), plain, RELU, half]
    layers.append(linear(10, name="output", **options))
    return {"input": image(3, 32, 32), "layers": layers}


def wide_resnet() -> dict:
    """Pre-activation, with biases; zero padding 1 on every side before each 3 × 3 convolution."""
    options = {"init": "glorotUniform"}
    full = norm(0.01)
    layers = [conv(16, 3, padding=1, name="first", **options)]
    for stage, count in enumerate([160, 320, 640]):
        for block in range(4):
            stride = 2 if stage and not block else 1
            branch = [
                full,
                RELU,
                conv(count, 3, padding=1, stride=stride, name="conv1", **options),
                full,
                RELU,
                {"kind": "dropout", "p": 0.3},
                conv(count, 3, padding=1, name="conv2", **options),
            ]
            shortcut = [conv(count, 1, stride=stride, name="conv", **options)]
            ways = [branch] if block else [branch, shortcut]
            layers.append(residual(*ways, name=f"stage{stage}-block{block}"))
    layers += [full, RELU, GLOBAL, linear(100, name="output", **options)]
    return {"input": image(3, 32, 32), "layers": layers}


def perceptron() -> dict:
    hidden = [linear(784, init="glorotUniform"), RELU]
    return {"input": vector(784), "layers": [*hidden * 10, linear(10, init="glorotUniform")]}


NETWORKS = {
    "C10-CNN1": vgg(32, [32, 64, 128, 256], 6, 0.01, 10),  # momentum .99 in Keras' sense
    "C100-resnet": resnet([16, 32, 64], 5, 0.01, 100),
    "tiny-CNN": vgg(64, [32, 64, 128, 256, 512], 2, 0.1, 200),
    "C10-CNN2": torch_blog(),
    "C100-WRN": wide_resnet(),
    "MNIST-MLP": perceptron(),
    "C10-r": vgg(32, [8, 16, 32, 64], 2, 0.05, 10),
    "C100-r": resnet([8, 16, 32], 1, 0.05, 20),
}


def l2(coefficient: float, **options) -> dict:
    """The gradient of `coefficient` times the sum of squares."""
    return {"weightDecay": 2 * coefficient, **options}


def blocks(stacks: int, count: int) -> list[str]:
    """All but the output layer."""
    return ["first", *(f"stack{s}-block{b}" for s in range(stacks) for b in range(count))]


# The optimizer that a task has beside Layca: SGD, with the study's L2 penalty where it has one.
OWN = {
    "C10-CNN1": sgd(lr=Exact(3**-1), **l2(1e-3)),
    "C100-resnet": sgd(lr=Exact(3**-1), **l2(1e-3, weightDecayOn=blocks(3, 5))),
    "tiny-CNN": sgd(lr=Exact(3**-1), **l2(1e-3)),
    "C10-CNN2": sgd(lr=0.5, **l2(5e-4)),
    "C100-WRN": sgd(
        lr=0.1, momentum=0.9, nesterov=True, momentumForm="velocity", **l2(5e-4)
    ),
    "MNIST-MLP": sgd(lr=10),
    "C10-r": sgd(lr=Exact(3**-1), **l2(1e-3)),
    "C100-r": sgd(lr=Exact(3**-1), **l2(1e-3, weightDecayOn=blocks(3, 1))),
}
LAYCA = {"kind": "layca", "base": {"kind": "sgd"}, "rate": Exact(3**-3), "others": "frozen"}

def warmup(epochs: int) -> dict:
    """A small share of the rate: epochs have five updates, of which all take part in the warm-up."""
    return {"kind": "warmup", "epochs": epochs, "then": {"kind": "constant"}}


# At its full rate SGD on batches of 4 makes the untrained C10-CNN1 magnify rounding by 10¹⁰ in five
# updates; Layca, whose steps the size of gradients does not enter, does not.
SCHEDULE = {name: warmup(1000 if name == "C10-CNN1" else 200) for name in NETWORKS}
LAYCA_SCHEDULE = warmup(20)

# What the runs of a task train, where it is not all.
TRAINABLE = {"MNIST-MLP": ["0"]}
