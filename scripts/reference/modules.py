"""Layers as spec.md defines them, in torch; what torch lacks is written out from its definition."""

from collections import OrderedDict
from itertools import count

import torch
from torch import Tensor, nn
from torch.nn import functional

from reference import philox

Shape = tuple[int, ...]


def build(network: dict) -> nn.Sequential:
    """The network in torch, float64, with spec.md's names."""
    return sequential(network["layers"], input_shape(network), count()).double()


def input_shape(network: dict) -> Shape:
    source = network["input"]
    if source["kind"] == "vector":
        return (source["features"],)
    return (source["channels"], source["height"], source["width"])


def sequential(layers: list[dict], shape: Shape, places: count) -> nn.Sequential:
    modules: OrderedDict[str, nn.Module] = OrderedDict()
    for index, layer in enumerate(layers):
        made = module(layer, shape, places)
        modules[layer.get("name", str(index))] = made
        shape = output_shape(made, shape)
    return nn.Sequential(modules)


def output_shape(made: nn.Module, shape: Shape) -> Shape:
    was_training = made.training
    with torch.no_grad():
        output = made.eval()(torch.zeros(1, *shape)).shape[1:]
    made.train(was_training)
    return tuple(output)


def module(layer: dict, shape: Shape, places: count) -> nn.Module:
    """One layer; `places` counts layers in forward order, those inside residuals after it."""
    place = next(places)
    fields = {key: value for key, value in layer.items() if key not in ("kind", "name", "init")}
    match layer["kind"]:
        case "linear":
            return nn.Linear(shape[0], layer["outFeatures"], bias=layer.get("bias", True))
        case "conv2d":
            return convolution(shape[0], fields)
        case "batchNorm":
            kind = nn.BatchNorm1d if len(shape) == 1 else nn.BatchNorm2d
            return kind(shape[0], **fields)
        case "layerNorm":
            names = {"eps": "eps", "affine": "elementwise_affine"}
            return nn.LayerNorm(shape, **{names[key]: value for key, value in fields.items()})
        case "groupNorm":
            return nn.GroupNorm(fields.pop("numGroups"), shape[0], **fields)
        case "relu":
            return nn.ReLU()
        case "leakyRelu":
            return nn.LeakyReLU(fields.get("negativeSlope", 0.01))
        case "gelu":
            return nn.GELU(**fields)
        case "sigmoid":
            return nn.Sigmoid()
        case "tanh":
            return nn.Tanh()
        case "dropout":
            return Dropout(fields.get("p", 0.5), place)
        case "maxPool2d" | "avgPool2d":
            return Pool(layer["kind"], **fields)
        case "globalAvgPool":
            return GlobalAvgPool()
        case "flatten":
            return nn.Flatten()
        case "residual":
            branch = sequential(layer["branch"], shape, places)
            return Residual(branch, sequential(layer.get("shortcut", []), shape, places))
    raise ValueError(layer["kind"])


def same(size: int, kernel: int, stride: int) -> tuple[int, int]:
    """Zeros before and after, as Keras pads: output ⌈size/stride⌉, the odd one after."""
    total = max(0, (-(-size // stride) - 1) * stride + kernel - size)
    return total // 2, total - total // 2


def padded(x: Tensor, kernel: int, stride: int, value: float = 0) -> Tensor:
    rows, columns = (same(size, kernel, stride) for size in x.shape[2:])
    return functional.pad(x, (*columns, *rows), value=value)


def convolution(channels: int, fields: dict) -> nn.Conv2d:
    out, kernel = fields.pop("outChannels"), fields.pop("kernelSize")
    if fields.get("padding") == "same":
        return SameConv2d(channels, out, kernel, **{**fields, "padding": 0})
    return nn.Conv2d(channels, out, kernel, **fields)


class SameConv2d(nn.Conv2d):
    def forward(self, input: Tensor) -> Tensor:
        reach = self.dilation[0] * (self.kernel_size[0] - 1) + 1
        return super().forward(padded(input, reach, self.stride[0]))


class Pool(nn.Module):
    """The largest pixel of each window, or the mean of those that exist."""

    def __init__(self, kind: str, kernelSize: int, stride: int | None = None, padding: object = 0):
        super().__init__()
        self.largest = kind == "maxPool2d"
        self.kernel, self.stride = kernelSize, stride or kernelSize
        self.padding = padding

    def windows(self, x: Tensor, value: float) -> Tensor:
        """[N, C, H′, W′, kernel²]"""
        if self.padding == "same":
            x = padded(x, self.kernel, self.stride, value)
        rows = x.unfold(2, self.kernel, self.stride)
        return rows.unfold(3, self.kernel, self.stride).flatten(4)

    def forward(self, x: Tensor) -> Tensor:
        if self.largest:
            return self.windows(x, -torch.inf).amax(4)
        return self.windows(x, 0).sum(4) / self.windows(torch.ones_like(x), 0).sum(4)


class GlobalAvgPool(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return x.mean((2, 3))


class Dropout(nn.Module):
    """Zeroes a number where its word of the stream is below p·2³², and divides the rest by 1 − p.

    Word i of the stream (seed, dropout, update) belongs to element i of the update's samples, one
    after the other, each in the order [height, width, channels]; block 2⁴⁰·place is its first.
    """

    def __init__(self, p: float, place: int):
        super().__init__()
        self.p, self.place = p, place
        self.seed, self.update = 1, 0

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        order = x.movedim(1, -1)
        size = order.numel()
        drawn = philox.words(
            self.seed, philox.DROPOUT, self.update, self.place << 40, -(-size // 4)
        )
        kept = (drawn[:size] >= round(self.p * 2**32)).view(order.shape)
        return torch.where(kept.movedim(-1, 1), x / (1 - self.p), 0)


def start_update(net: nn.Module, update: int) -> None:
    """Dropout's masks are those of this update from now on."""
    for one in net.modules():
        if isinstance(one, Dropout):
            one.update = update


class Residual(nn.Module):
    def __init__(self, branch: nn.Sequential, shortcut: nn.Sequential):
        super().__init__()
        self.branch, self.shortcut = branch, shortcut

    def forward(self, x: Tensor) -> Tensor:
        return self.branch(x) + self.shortcut(x)
