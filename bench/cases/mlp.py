"""Seconds a training step of the perceptron in Python torch, eager: batches of 128 in shuffled
order, all kernels trained by Layca over plain SGD, written by hand; biases stay as they are.

    mlp.py DATA.safetensors THREADS
"""

import json
import sys
import time

import torch
from layca_by_hand import Layca
from perceptron import perceptron
from samples import read
from torch import nn

BATCH = 128
WARM_UP, TIMED = 2, 10  # Epochs.

path, threads = sys.argv[1:3]
torch.set_num_threads(int(threads))
torch.manual_seed(1)
inputs, targets = read(path)
net = perceptron().requires_grad_(False)
kernels = [parameter.requires_grad_(True) for parameter in net.parameters() if parameter.dim() > 1]
optimizer = Layca(kernels, rate=3**-3)
loss_function = nn.CrossEntropyLoss()
for epoch in range(WARM_UP + TIMED):
    if epoch == WARM_UP:
        start = time.perf_counter()
    for batch in torch.randperm(len(inputs)).split(BATCH):
        optimizer.zero_grad()
        loss = loss_function(net(inputs[batch]), targets[batch])
        loss.backward()
        optimizer.step()
        loss.item()
steps = TIMED * len(inputs) // BATCH
print(json.dumps({"seconds": (time.perf_counter() - start) / steps}))
