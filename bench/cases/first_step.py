"""Imports torch, takes one training step, prints the peak memory.

first_step.py DATA.safetensors THREADS
"""

import json
import resource
import sys
from pathlib import Path

import torch
from samples import read
from torch import nn


def peak_bytes() -> int:
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # macOS counts bytes
    lines = status.read_text().splitlines()
    return 1024 * int(next(line for line in lines if line.startswith("VmHWM:")).split()[1])


torch.set_num_threads(int(sys.argv[2]))
inputs, targets = read(sys.argv[1])
net = nn.Sequential(nn.Linear(784, 100), nn.ReLU(), nn.Linear(100, 10))
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
loss = nn.CrossEntropyLoss()(net(inputs), targets)
loss.backward()
optimizer.step()
print(json.dumps({"loss": loss.item(), "peakBytes": peak_bytes()}))
