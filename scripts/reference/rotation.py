"""Angles and cosine distances in sixty digits, and the cases that defeat careless formulas."""

import struct

import mpmath
import torch
from mpmath import mpf
from torch import Tensor

from reference.writing import Exact, Float32

mpmath.mp.dps = 60

LONG = 100_000
MODULUS = 2**31 - 1
FACTOR = 48_271


def exact(values: Tensor | list[float]) -> list[mpf]:
    return [mpf(x) for x in (values.flatten().tolist() if isinstance(values, Tensor) else values)]


def cosine(a: list[mpf], b: list[mpf]) -> mpf:
    return mpmath.fdot(a, b) / mpmath.sqrt(mpmath.fdot(a, a) * mpmath.fdot(b, b))


def distance(a: Tensor | list[float], b: Tensor | list[float]) -> float:
    """1 − cos(a, b)."""
    return float(1 - cosine(exact(a), exact(b)))


def angle(a: Tensor | list[float], b: Tensor | list[float]) -> float:
    """The angle between a and b in radians."""
    c = cosine(exact(a), exact(b))
    return float(mpmath.acos(min(c, mpf(1))))


def float32(value: float) -> float:
    return struct.unpack("<f", struct.pack("<f", value))[0]


def turned(w: list[float], direction: list[float], radians: float, scale: float) -> list[float]:
    """`w` turned towards `direction` and scaled, rounded to float32."""
    a, b = exact(w), exact(direction)
    along = mpmath.fdot(a, b) / mpmath.fdot(a, a)
    b = [y - along * x for x, y in zip(a, b, strict=True)]
    ratio = mpmath.sqrt(mpmath.fdot(a, a) / mpmath.fdot(b, b))
    c, s = mpmath.cos(radians), mpmath.sin(radians)
    return [float32(float(scale * (c * x + s * ratio * y))) for x, y in zip(a, b, strict=True)]


def expected() -> dict:
    """Pairs of float32 vectors, exactly as stored, with 1 − cos."""
    generator = torch.Generator().manual_seed(7)

    def drawn() -> list[float]:
        return [float32(x) for x in torch.randn(24, generator=generator).tolist()]

    w, direction = drawn(), drawn()
    unit_in_last_place = list(w)
    unit_in_last_place[5] = float(torch.nextafter(torch.tensor(w[5]), torch.tensor(9.0)))
    pairs = {
        "equal": (w, list(w)),
        "one unit in the last place": (w, unit_in_last_place),
        "turned by 1e-6": (w, turned(w, direction, 1e-6, 1)),
        "turned by 3^-7": (w, turned(w, direction, 3**-7, 1)),
        "turned by 3^-5": (w, turned(w, direction, 3**-5, 1)),
        "turned by 3^-7 and three times as long": (w, turned(w, direction, 3**-7, 3)),
        "turned by 3^-7 and a thousandth as long": (w, turned(w, direction, 3**-7, 1e-3)),
        "twice as long": (w, [2 * x for x in w]),
        "three times as long, rounded": (w, [float32(3 * x) for x in w]),
        "at a right angle": ([3.0, 4.0, 0.0], [-4.0, 3.0, 12.0]),
        "far apart": (w, direction),
        "opposite": (w, [-x for x in w]),
        "nearly opposite": (w, turned([-x for x in w], direction, 3**-7, 1)),
        "huge": (
            [float32(x * 1e30) for x in w],
            [float32(x * 1e30) for x in turned(w, direction, 3**-5, 1)],
        ),
        "tiny": (
            [float32(x * 1e-30) for x in w],
            [float32(x * 1e-30) for x in turned(w, direction, 3**-5, 1)],
        ),
    }
    cases = [
        {"name": name, "from": Float32(a), "to": Float32(b), **measured(a, b)}
        for name, (a, b) in pairs.items()
    ]
    return {
        "cases": cases,
        "long": {"length": LONG, "modulus": MODULUS, "factor": FACTOR, **measured(*long())},
    }


def measured(a: list[float], b: list[float]) -> dict:
    return {"distance": Exact(distance(a, b))}


def long() -> tuple[list[float], list[float]]:
    """Two long vectors that the test draws likewise: w₀ in ±½, w = w₀ + u/4096, u in ±½."""
    state, drawn = 1, []
    for _ in range(2 * LONG):
        state = state * FACTOR % MODULUS
        drawn.append(float32(state / MODULUS - 0.5))
    w0 = drawn[:LONG]
    return w0, [float32(x + u / 4096) for x, u in zip(w0, drawn[LONG:], strict=True)]
