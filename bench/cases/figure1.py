"""Seconds a step of Figure 1's runs in Python torch, eager: batches of 100, one layer trained.

    figure1.py DATA.safetensors THREADS [--cached-prefix]

The step is written as one would: a forward pass through the whole network, or, with
--cached-prefix, through the part from the trained layer on, whose input is computed once by hand.
"""

import json
import sys
import time

import torch
from samples import read
from torch import nn

HIDDEN, WIDTH, CLASSES = 10, 784, 10
WARM_UP, TIMED = 20, 200


def perceptron() -> nn.Sequential:
    """Eleven linear layers, glorot uniform, biases 0, a ReLU between two."""
    layers: list[nn.Module] = []
    for outputs in [WIDTH] * HIDDEN + [CLASSES]:
        linear = nn.Linear(WIDTH, outputs)
        nn.init.xavier_uniform_(linear.weight)
        nn.init.zeros_(linear.bias)
        layers += [linear, nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def seconds_a_step(
    trained: int, inputs: torch.Tensor, targets: torch.Tensor, cached: bool
) -> float:
    net = perceptron().requires_grad_(False)
    first = 2 * trained
    net[first].requires_grad_(True)
    optimizer = torch.optim.SGD(net[first].parameters(), lr=10)
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
    path, threads = sys.argv[1:3]
    torch.set_num_threads(int(threads))
    torch.manual_seed(1)
    samples = read(path)
    cached = "--cached-prefix" in sys.argv
    print(json.dumps({str(layer): seconds_a_step(layer, *samples, cached) for layer in (0, 5, 9)}))
