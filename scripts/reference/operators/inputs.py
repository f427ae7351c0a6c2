"""What enters the cases: tensors of few short binary fractions, drawn from the case's name."""

import random
from dataclasses import dataclass, replace
from typing import Any

import torch


@dataclass
class Draw:
    """A tensor that is drawn when its case is evaluated."""

    shape: tuple[int, ...]
    kind: str = "any"
    dtype: str = "float64"
    given: list | float | None = None
    """Whether it is asked for a gradient, where it can have one."""
    grad: bool = True
    layout: str = "strided"


@dataclass
class Case:
    name: str
    args: tuple
    options: dict[str, Any]
    """The function of Python's, where it is not the one of this name."""
    python: Any = None
    """Which results are compared; those of others are not unique."""
    only: list[int] | None = None
    gradients: bool = True


def case(name: str, *args, python=None, only=None, gradients=True, **options) -> Case:
    return Case(name, args, options, python, only, gradients)


def t(*shape: int, kind: str = "any", dtype: str = "float64") -> Draw:
    return Draw(shape, kind, dtype)


def values(given: list | float, dtype: str = "float64") -> Draw:
    return Draw((), "given", dtype, given, grad=False)


def sparse(given: list, layout: str = "sparse_coo") -> Draw:
    """Of a matrix with its zeros, which are left out."""
    return Draw((), "given", "float64", given, layout=layout)


def fixed(draw: Draw) -> Draw:
    return replace(draw, grad=False)


def ints(*given: int) -> Draw:
    return values(list(given), "int64")


def complexes(*shape: int) -> Draw:
    return Draw(shape, "any", "complex128")


def drawn(draw: Draw, source: random.Random) -> torch.Tensor:
    dtype = getattr(torch, draw.dtype)
    if draw.given is not None:
        given = torch.tensor(draw.given, dtype=dtype)
        if draw.layout == "strided":
            return given
        return given.to_sparse(layout=getattr(torch, draw.layout))
    count = 1
    for size in draw.shape:
        count *= size
    if draw.dtype == "complex128":
        pairs = [[_number("any", source), _number("any", source)] for _ in range(count)]
        return torch.view_as_complex(torch.tensor(pairs, dtype=torch.float64)).reshape(draw.shape)
    if draw.kind == "distinct":
        numbers = [index / 4 - count / 8 + 1 / 16 for index in range(count)]
        source.shuffle(numbers)
    else:
        numbers = [_number(draw.kind, source) for _ in range(count)]
    tensor = torch.tensor(numbers, dtype=torch.float64).reshape(draw.shape)
    if draw.kind == "spd":
        tensor = tensor @ tensor.mT + 2 * torch.eye(draw.shape[-1], dtype=torch.float64)
    if draw.kind == "regular":
        tensor = tensor + 4 * torch.eye(draw.shape[-2], draw.shape[-1], dtype=torch.float64)
    return tensor.to(dtype)


RANGES = {
    "any": (-32, 32),
    "spd": (-16, 16),
    "regular": (-16, 16),
    "positive": (4, 48),
    "unit": (-14, 14),
    "probability": (1, 15),
    "above one": (18, 60),
    "whole": (0, 5),
    "bit": (0, 1),
}


def _number(kind: str, source: random.Random) -> float:
    low, high = RANGES[kind]
    number = source.randint(low, high)
    if kind in ("whole", "bit"):
        return number
    # No zeros and no halves, at which many functions have a kink.
    return number / 16 + (1 / 64 if number % 8 == 0 else 0)
