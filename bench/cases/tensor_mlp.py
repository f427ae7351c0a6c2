"""Blocks of steps of a hand-written loop in Python torch: a perceptron 784-256-10 by autograd and plain SGD, in
batches of 128.

    tensor_mlp.py DATA.safetensors THREADS
"""

import sys

import torch
import torch.nn.functional as F
from blocks import do_blocks
from samples import read

BATCH = 128
EPOCHS = 25  # Of a block.

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


def run() -> None:
    for _ in range(EPOCHS):
        for first in range(0, samples, BATCH):
            step(first)


block = run, EPOCHS * -(-samples // BATCH)
do_blocks({"first": block, "later": block})
