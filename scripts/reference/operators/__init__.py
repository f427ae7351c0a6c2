"""Operators of the tensor plane: small inputs, and what Python torch makes of them.

A case names a function as Python does (`linalg.svd`, `Tensor.add_`), gives the required arguments by position and
the others by name, as TypeScript takes them too.
"""

import torch

from . import elementwise, factories, fourier, functional, in_place, indexing, linear, reductions
from . import shapes, sparse
from .evaluating import evaluated

TABLES = [
    elementwise,
    reductions,
    shapes,
    indexing,
    linear,
    sparse,
    fourier,
    functional,
    factories,
    in_place,
]


def expected() -> list[dict]:
    """What every case gives. Some have no kernel of fixed order; of so few numbers any order is the same."""
    torch.use_deterministic_algorithms(False)
    made = [evaluated(case) for table in TABLES for case in table.CASES]
    torch.use_deterministic_algorithms(True)
    return made
