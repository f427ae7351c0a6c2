"""A large tensor in five numbers, which no other order of its elements gives."""

import torch
from torch import Tensor

from reference.drawing import hashed

Digest = list[float]


def of_tensor(value: Tensor) -> Digest:
    """[largest, norm, projection, one element, another]; test/reference/support/digest.ts.

    The projection is on numbers in [−1, 1) that follow from an element's place alone.
    """
    flat = value.detach().double().flatten()
    directions = hashed(torch.arange(len(flat))).double() / 2**31 - 1
    numbers = [flat.abs().max(), flat.norm(), flat @ directions]
    return [x.item() for x in (*numbers, flat[len(flat) // 3], flat[-1])]


def of_state(state: dict[str, Tensor]) -> dict[str, Digest]:
    return {k: of_tensor(v) for k, v in state.items() if v.is_floating_point()}
