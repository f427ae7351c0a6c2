"""Tensors, and the text that Python torch prints of them."""

import math
import random

import torch

from .operators.evaluating import stored

INF = math.inf


def expected() -> list[dict]:
    return [case(*given) for given in tensors()]


def case(tensor: torch.Tensor, function: str | None = None) -> dict:
    """`function` is a method that is called first, so that what made the tensor is printed too."""
    given = stored(tensor)
    # Whole floats are written without a point, and the sign of a zero would be lost.
    given["values"] = [
        "-0.0" if isinstance(value, float) and str(value) == "-0.0" else value
        for value in given["values"]
    ]
    made = {"tensor": given}
    if tensor.requires_grad:
        made["tensor"]["grad"] = True
    if function is None:
        return {**made, "text": str(tensor)}
    return {**made, "method": function, "text": str(getattr(tensor, function)())}


def tensors():
    f = torch.tensor
    yield f(1.5),
    yield f(0.0),
    yield f(-3.0, dtype=torch.float64),
    yield f(7),
    yield f(True),
    yield f(3 + 0.5j),
    yield f([]),
    yield torch.zeros(0, dtype=torch.int64),
    yield torch.zeros(2, 0),
    yield torch.zeros(2, 0, 3, dtype=torch.float64),
    yield f([1.0, 2.0, 3.0]),
    yield f([1.0, -2.5, 3.25]),
    yield f([[1.0, 2.0], [3.0, 4.0]]),
    yield f([0.1, 0.25, 1 / 3]),
    yield f([0.03125, 0.09375, -0.03125], dtype=torch.float64),
    yield f([1.00005, 2.00015], dtype=torch.float64),
    yield f([1e-4, 0.05]),
    yield f([1e-5, 0.5]),
    yield f([1.0, 1000.0]),
    yield f([1.0, 1001.0]),
    yield f([0.5, 500.0]),
    yield f([0.5, 501.0]),
    yield f([1e8, 2e8]),
    yield f([99999999.0, 1e8], dtype=torch.float64),
    yield f([1e8 + 1], dtype=torch.float64),
    yield f([123456789.0, -1.0], dtype=torch.float64),
    yield f([1.00005e10, 1.5e-10, -2e100], dtype=torch.float64),
    yield f([1.03125e9, 1.09375e9], dtype=torch.float64),
    yield f([2.0**40 + 2.0**20, 1.0], dtype=torch.float64),
    yield f([3e-320, 1.0], dtype=torch.float64),
    yield f([9.99996, 0.99996, 99.99996], dtype=torch.float64),
    yield f([9.99996e10, 1.0], dtype=torch.float64),
    yield f([INF, -INF, math.nan]),
    yield f([INF, 1.0, 20.0]),
    yield f([INF, 1.5, math.nan]),
    yield f([math.nan, 1e10, -1.0]),
    yield f([-0.0, 0.0]),
    yield f([-0.0, 1.0, -0.5]),
    yield f([0.0, 0.0, 1e-10], dtype=torch.float64),
    yield f([1, -20, 300]),
    yield f([2**60, -1]),
    yield f([1, 255], dtype=torch.uint8),
    yield f([-5, 100], dtype=torch.int16),
    yield f([[True, False], [False, True]]),
    yield f([1.0, 0.3], dtype=torch.float16),
    yield f([1.0, 0.3, 30000.0], dtype=torch.bfloat16),
    yield f([65504.0, 1.0], dtype=torch.float16),
    yield f([1 + 2j, -1.5 - 3j]),
    yield f([1 + 2j, -3 - 4j, 100 + 0j]),
    yield f([complex(0.0, -0.0), complex(math.nan, INF)]),
    yield f([[1e5 + 1e-3j, 2j], [3.0, 4.0]], dtype=torch.complex128),
    for size in (5, 6, 7, 12, 13, 25, 26, 40, 100):
        yield torch.arange(size),
        yield torch.arange(size, dtype=torch.float32) / 3,
    yield torch.arange(24).reshape(2, 3, 4),
    yield torch.arange(48, dtype=torch.float64).reshape(2, 3, 2, 4) / 7,
    yield torch.arange(60).reshape(3, 20),
    yield torch.arange(90, dtype=torch.float32).reshape(3, 30) / 9,
    yield torch.arange(40, dtype=torch.float32).reshape(2, 20).to(torch.complex64) * (1 + 0.5j),
    yield torch.arange(1000),
    yield torch.arange(1001),
    yield torch.arange(1001, dtype=torch.float32) / 4,
    yield torch.arange(2000, dtype=torch.float64),
    yield torch.arange(1200).reshape(30, 40),
    yield torch.arange(1200).reshape(6, 200),
    yield torch.arange(1200).reshape(200, 6),
    yield torch.arange(1400, dtype=torch.float32).reshape(7, 10, 20) / 8,
    yield torch.arange(1536).reshape(2, 8, 3, 32),
    yield torch.arange(1100).to(torch.complex64),
    yield torch.arange(1030) % 2 == 0,
    # Only what is shown decides how numbers are written.
    yield torch.cat([torch.ones(600), torch.full((1,), 1e20), torch.ones(600)]),
    source = random.Random("printing")
    for count, scale in [(8, 1.0), (8, 1e3), (8, 1e-3), (30, 100.0)]:
        yield f([source.gauss(0, scale) for _ in range(count)]),
        yield f([source.gauss(0, scale) for _ in range(count)], dtype=torch.float64),
    yield f([1.0, 2.0]).requires_grad_(),
    yield f([[0.5]], dtype=torch.float64).requires_grad_(), "exp"
    yield f([1.0, 2.0]).requires_grad_(), "sum"
    yield f([[0.5, 2.0]]).requires_grad_(), "t"
    yield (torch.arange(14, dtype=torch.float64) / 2).requires_grad_(), "neg"
    yield (torch.arange(18, dtype=torch.float64) / 8).requires_grad_(), "sigmoid"
    yield torch.zeros(0, 2, dtype=torch.float64).requires_grad_(), "relu"
