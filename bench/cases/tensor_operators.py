"""Seconds a call of operators on small tensors, and of one on larger ones, in Python torch, the median of blocks of calls.

tensor_operators.py
"""

import json
import time

import torch

WARM_UP, BLOCKS, CALLS = 10, 25, 10_000

torch.set_num_threads(1)
x = torch.ones(4, 4)
y = torch.ones(4, 4)
leaf = torch.ones(4, 4, requires_grad=True)
large = torch.ones(256, 256)

ACTS = {
    "add": lambda: x.add(y),
    "addNumber": lambda: x.add(2),
    "matmul": lambda: x.matmul(y),
    "sum": lambda: x.sum([1], keepdim=True),
    "softmax": lambda: torch.softmax(x, 1),
    "recorded": lambda: leaf.mul(y),
    "large": lambda: large.add(large),
}


seconds = {name: [] for name in ACTS}
# In turns, so that whatever slows the machine for a while slows all.
for block in range(WARM_UP + BLOCKS):
    for name, act in ACTS.items():
        calls = CALLS // 10 if name == "large" else CALLS
        with torch.set_grad_enabled(name == "recorded"):
            start = time.perf_counter()
            for _ in range(calls):
                act()
            taken = (time.perf_counter() - start) / calls
        if block >= WARM_UP:
            seconds[name].append(taken)
print(json.dumps({name: sorted(values)[BLOCKS // 2] for name, values in seconds.items()}))
