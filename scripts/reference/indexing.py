"""Indices, and what Python torch reads and writes by them.

An index is a number, a boolean, null (a new dimension), "..." (the rest), {"slice": [start, stop, step]}, a nested
list, or {"tensor": …} of the form of `operators.evaluating.stored`.
"""

import torch

from .operators.evaluating import stored

REST = "..."


def s(start=None, stop=None, step=None) -> dict:
    return {"slice": [start, stop, step]}


def t(values, dtype=torch.int64) -> torch.Tensor:
    return torch.tensor(values, dtype=dtype)


def mask(*shape: int) -> torch.Tensor:
    count = torch.Size(shape).numel()
    return (torch.arange(count) % 3 != 1).reshape(shape)


SHAPE = (2, 3, 4)

READ = [
    [],
    [0],
    [-1],
    [1, 2],
    [1, -3, 3],
    [s()],
    [s(1)],
    [s(0, 1)],
    [s(None, -1)],
    [s(-5, 50)],
    [s(2, 1)],
    [s(), s(None, None, 2)],
    [s(), s(1, None, 3), s(0, 4, 2)],
    [REST],
    [REST, 0],
    [0, REST],
    [0, REST, -1],
    [REST, s(1, 3)],
    [0, 1, 2, REST],
    [None],
    [None, 0],
    [0, None, s(1)],
    [REST, None],
    [None, REST, None, 2],
    [True],
    [False],
    [0, True],
    [True, 0, None],
    [True, t([0, 1])],
    [t(1)],
    [t(-1), s(), t(2)],
    [t(1, torch.int16), 0],
    [t(True, torch.bool)],
    [[0, 1, 1]],
    [[1], [2]],
    [[0, -1], s(), [3, 0]],
    [s(), [0, 2], [1, 1]],
    [s(), [0, 2]],
    [[], s(1)],
    [[[0, 1], [1, 0]]],
    [[0, 1], [[0], [2]]],
    [0, [0, 2]],
    [0, s(), [1, 1, 3]],
    [[0, 1], 1, [2, 3]],
    [[0, 1], None, [2, 0]],
    [[True, False]],
    [s(), [True, False, True]],
    [[True, True], [False, True, True]],
    [t([1, 0]), REST],
    [REST, t([3, -4, 0])],
    [t([1, 0], torch.int32), 0],
    [mask(2)],
    [mask(2, 3)],
    [mask(2, 3, 4)],
    [mask(2, 3), 0],
    [mask(2, 3), s(1, 3)],
    [mask(2, 3), None],
    [0, mask(3, 4)],
    [s(), mask(3, 4)],
    [REST, mask(4)],
    [None, mask(2, 3), [0, 1, 2, 3]],
    [t([[0, 1], [1, 1]]), t([0, 2])],
]

WRITE = [
    ([0], 5),
    ([1, 2, -1], -1.5),
    ([REST], 2),
    ([], 3),
    ([s(), 1], t([1, 2, 3, 4], torch.float64)),
    ([s(), s(0, 2), s(None, None, 3)], 9),
    ([0], t([[[1, 2, 3, 4]]], torch.float64)),
    ([None, 0], t([[1], [2], [3]], torch.float64)),
    ([s(2, 2)], 7),
    ([[0, 1], [1, 2]], 8),
    ([[0, 0], [1, 1]], t([[5, 6, 7, 8]], torch.float64)),
    ([s(), [0, 2]], t([[[1, 2, 3, 4]]], torch.float64)),
    ([mask(2, 3, 4)], 0),
    ([mask(2, 3)], t([4, 3, 2, 1], torch.float64)),
    ([mask(2), 0], 6),
    ([REST, t([0, 3])], t([1, 2], torch.float64)),
    ([[True, False], 1], -2),
    ([True], 4),
    ([False], 4),
]


def expected() -> dict:
    return {
        "shape": SHAPE,
        "read": [read(indices) for indices in READ],
        "write": [write(indices, value) for indices, value in WRITE],
    }


def tensor() -> torch.Tensor:
    count = torch.Size(SHAPE).numel()
    return (torch.arange(count, dtype=torch.float64) / 4 - 2).reshape(SHAPE)


def weights(of: torch.Tensor) -> torch.Tensor:
    return torch.arange(of.numel(), dtype=torch.float64).reshape(of.shape) + 1


def read(indices: list) -> dict:
    """The result, and the gradient of its sum where number i counts i + 1 times."""
    source = tensor().requires_grad_()
    result = source[tuple(python_index(index) for index in indices)]
    (result * weights(result)).sum().backward()
    return {
        "indices": [stored_index(index) for index in indices],
        "result": stored(result),
        "gradient": stored(source.grad),
    }


def write(indices: list, value) -> dict:
    """The tensor afterwards, and the gradients of its sum as in `read` for what it was and for the value."""
    source = tensor().requires_grad_()
    given = value.clone().requires_grad_() if isinstance(value, torch.Tensor) else value
    written = source.clone()
    written[tuple(python_index(index) for index in indices)] = given
    (written * weights(written)).sum().backward()
    is_tensor = isinstance(given, torch.Tensor)
    return {
        "indices": [stored_index(index) for index in indices],
        "value": {"tensor": stored(given.detach())} if is_tensor else given,
        "result": stored(written),
        "gradient": stored(source.grad),
        **({"valueGradient": stored(given.grad)} if is_tensor else {}),
    }


def python_index(index):
    if isinstance(index, dict):
        return slice(*index["slice"])
    return Ellipsis if isinstance(index, str) else index


def stored_index(index):
    return {"tensor": stored(index)} if isinstance(index, torch.Tensor) else index
