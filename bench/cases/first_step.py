"""Imports torch, takes one training step, prints the peak memory.

first_step.py DATA.safetensors THREADS
"""

import json
import sys

import torch
from peak_bytes import peak_bytes
from samples import read
from torch import nn


torch.set_num_threads(int(sys.argv[2]))
inputs, targets = read(sys.argv[1])
net = nn.Sequential(nn.Linear(784, 100), nn.ReLU(), nn.Linear(100, 10))
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
loss = nn.CrossEntropyLoss()(net(inputs), targets)
loss.backward()
optimizer.step()
print(json.dumps({"loss": loss.item(), "peakBytes": peak_bytes()}))
