"""Seconds a call of operators on small tensors in Python torch, the median of blocks of calls.

tensor_operators.py
"""

import json
import time

import torch

WARM_UP, BLOCKS, CALLS = 10, 13, 10_000

torch.set_num_threads(1)
x = torch.ones(4, 4)
y = torch.ones(4, 4)
leaf = torch.ones(4, 4, requires_grad=True)

ACTS = {
    "add": lambda: x.add(y),
    "addNumber": lambda: x.add(2),
    "matmul": lambda: x.matmul(y),
    "sum": lambda: x.sum([1], keepdim=True),
    "softmax": lambda: torch.softmax(x, 1),
    "recorded": lambda: leaf.mul(y),
}


def median_seconds(act) -> float:
    seconds = []
    for block in range(WARM_UP + BLOCKS):
        start = time.perf_counter()
        for _ in range(CALLS):
            act()
        if block >= WARM_UP:
            seconds.append((time.perf_counter() - start) / CALLS)
    return sorted(seconds)[BLOCKS // 2]


measured = {}
for name, act in ACTS.items():
    with torch.set_grad_enabled(name == "recorded"):
        measured[name] = median_seconds(act)
print(json.dumps(measured))
