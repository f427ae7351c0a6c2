"""Blocks of calls of operators on small tensors, and of one on larger ones, in Python torch.

tensor_operators.py
"""

from collections.abc import Callable

import torch
from blocks import do_blocks

CALLS = 100_000

torch.set_num_threads(1)
x = torch.ones(4, 4)
y = torch.ones(4, 4)
leaf = torch.ones(4, 4, requires_grad=True)
large = torch.ones(256, 256)


def recorded(act: Callable[[], object], calls: int = CALLS) -> tuple[Callable[[], None], int]:
    def run() -> None:
        for _ in range(calls):
            act()

    return run, calls


def unrecorded(act: Callable[[], object], calls: int = CALLS) -> tuple[Callable[[], None], int]:
    run, _ = recorded(act, calls)
    return torch.no_grad()(run), calls


do_blocks(
    {
        "add": unrecorded(lambda: x.add(y)),
        "addNumber": unrecorded(lambda: x.add(2)),
        "matmul": unrecorded(lambda: x.matmul(y)),
        "sum": unrecorded(lambda: x.sum([1], keepdim=True)),
        "softmax": unrecorded(lambda: torch.softmax(x, 1)),
        "recorded": recorded(lambda: leaf.mul(y)),
        "large": unrecorded(lambda: large.add(large), CALLS // 20),
    }
)
