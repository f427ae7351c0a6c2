"""Initial weights as the engine draws them, and samples that a formula gives.

So that neither has to be committed where networks are large.
"""

from math import ceil, pi, sqrt

import torch
from torch import Tensor

from reference import philox
from reference.modules import build, input_shape

SEED = 1


def initial_state(network: dict) -> dict[str, Tensor]:
    """Parameter k takes its values from the stream (seed, init, k); buffers begin as torch's."""
    net = build(network)
    inits = dict(initializers(network["layers"], ""))
    state = net.state_dict()
    for index, (key, parameter) in enumerate(net.named_parameters()):
        layer = key.rsplit(".", 1)[0]
        if parameter.dim() >= 2:
            state[key] = kernel(inits[layer], parameter.shape, index)
        elif layer in inits:
            state[key] = torch.zeros_like(parameter)
    return state


def initializers(layers: list[dict], prefix: str):
    """The `init` of every layer that has one, by its full name."""
    for index, layer in enumerate(layers):
        name = prefix + layer.get("name", str(index))
        if "init" in layer:
            yield name, layer["init"]
        for way in ("branch", "shortcut"):
            yield from initializers(layer.get(way, []), f"{name}.{way}.")


def kernel(init: str, shape: torch.Size, index: int) -> Tensor:
    count, fan_in = shape.numel(), shape[1:].numel()
    fan_out = shape[0] * shape[2:].numel()
    match init:
        case "glorotUniform":
            values = between(sqrt(6 / (fan_in + fan_out)), count, index)
        case "heUniform":
            values = between(sqrt(6 / fan_in), count, index)
        case "heNormal":
            values = truncated_normal(count, index) * sqrt(2 / fan_in)
        case _:
            raise ValueError(init)
    return values.view(shape)


def between(limit: float, count: int, index: int) -> Tensor:
    return (2 * uniform(count, index) - 1) * limit


def truncated_normal(count: int, index: int) -> Tensor:
    """Of a stream of normal numbers by Box and Muller those within ±2, the first `count`."""
    pairs = uniform(2 * ceil(count * 0.55 + 50), index).view(-1, 2)  # 4.6 % are beyond
    radius = (-2 * (1 - pairs[:, 0]).log()).sqrt()
    angle = 2 * pi * pairs[:, 1]
    normal = torch.stack([radius * angle.cos(), radius * angle.sin()], dim=1).flatten()
    within = normal[normal.abs() <= 2]
    assert len(within) >= count
    return within[:count]


def uniform(count: int, index: int) -> Tensor:
    """In [0, 1): 53 bits of two words, the first one above."""
    words = philox.words(SEED, philox.INIT, index, 0, ceil(count / 2)).view(-1, 2)
    return ((words[:, 0] << 21) | (words[:, 1] >> 11))[:count].double() * 2.0**-53


def samples(network: dict, first: int, count: int, classes: int) -> dict:
    """Samples `first`, `first` + 1, … of an endless set: multiples of 1/64 in [−2, 2), and classes."""
    shape = input_shape(network)
    size = torch.Size(shape).numel()
    places = torch.arange(first * size, (first + count) * size)
    inputs = ((hashed(places) >> 24) - 128).double() / 64
    targets = hashed(torch.arange(first, first + count) + (1 << 31)) % classes
    return {"inputs": inputs.view(count, *shape), "targets": targets}


def hashed(x: Tensor) -> Tensor:
    """32 bits that depend on all of x's: int64 tensors in and out."""
    for shift, factor in ((16, 0x7FEB352D), (15, 0x846CA68B)):
        x = x ^ (x >> shift)
        x = (x * factor) & philox.MASK
    return x ^ (x >> 16)
