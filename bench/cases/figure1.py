"""Seconds a step of Figure 1's runs in Python torch, eager: batches of 100, one layer trained.

    figure1.py DATA.safetensors THREADS sgd|layca [--cached-prefix]

The step is written as one would: a forward pass through the whole network, or, with
--cached-prefix, through the part from the trained layer on, whose input is computed once by hand.
Layca leaves the layer's bias as it is.
"""

import json
import sys
import time

import torch
from layca_by_hand import Layca
from perceptron import perceptron
from samples import read
from torch import nn

WARM_UP, TIMED = 20, 200


def optimizer_of(layer: nn.Linear, kind: str) -> torch.optim.SGD | Layca:
    layer.weight.requires_grad_(True)
    if kind == "layca":
        return Layca([layer.weight], rate=3**-3)
    layer.bias.requires_grad_(True)
    return torch.optim.SGD(layer.parameters(), lr=10)


def seconds_a_step(
    trained: int, inputs: torch.Tensor, targets: torch.Tensor, kind: str, cached: bool
) -> float:
    net = perceptron().requires_grad_(False)
    first = 2 * trained
    optimizer = optimizer_of(net[first], kind)
    loss_function = nn.CrossEntropyLoss()
    if cached:
        with torch.no_grad():
            inputs = net[:first](inputs)
        net = net[first:]
    for step in range(WARM_UP + TIMED):
        if step == WARM_UP:
            start = time.perf_counter()
        optimizer.zero_grad()
        loss = loss_function(net(inputs), targets)
        loss.backward()
        optimizer.step()
        loss.item()
    return (time.perf_counter() - start) / TIMED


if __name__ == "__main__":
    path, threads, kind = sys.argv[1:4]
    torch.set_num_threads(int(threads))
    torch.manual_seed(1)
    samples = read(path)
    cached = "--cached-prefix" in sys.argv
    steps = {str(layer): seconds_a_step(layer, *samples, kind, cached) for layer in (0, 5, 9)}
    print(json.dumps(steps))
