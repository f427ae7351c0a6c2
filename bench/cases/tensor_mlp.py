"""Seconds a step of a hand-written loop in Python torch: a perceptron 784-256-10 by autograd and plain SGD, in
batches of 128.

    tensor_mlp.py DATA.safetensors THREADS
"""

import json
import sys
import time

import torch
import torch.nn.functional as F
from samples import read

BATCH = 128
FIRST, LATER = 100, 200  # Epochs.

path, threads = sys.argv[1:3]
torch.set_num_threads(int(threads))
inputs, targets = read(path)
inputs = inputs.flatten(1).float()
samples = len(inputs)

torch.manual_seed(1)
parameters = [
    torch.randn(shape).mul(0.05).requires_grad_() for shape in [(256, 784), (256,), (10, 256), (10,)]
]
w1, b1, w2, b2 = parameters


def step(first: int) -> float:
    batch = slice(first, first + BATCH)
    hidden = F.relu(F.linear(inputs[batch], w1, b1))
    loss = F.cross_entropy(F.linear(hidden, w2, b2), targets[batch])
    loss.backward()
    with torch.no_grad():
        for parameter in parameters:
            parameter.sub_(parameter.grad, alpha=0.1)
            parameter.grad = None
    return loss.item()


def seconds_a_step(epochs: int) -> float:
    global loss
    start = time.perf_counter()
    for _ in range(epochs):
        for first in range(0, samples, BATCH):
            loss = step(first)
    return (time.perf_counter() - start) / (epochs * -(-samples // BATCH))


print(json.dumps({"first": seconds_a_step(FIRST), "seconds": seconds_a_step(LATER), "loss": loss}))
