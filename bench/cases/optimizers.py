"""Seconds of a step of torch.optim's Adam and momentum SGD.

optimizers.py NET THREADS foreach|fused
"""

import json
import sys

import torch
from nets import draw_net, median_seconds
from torch.optim import SGD, Adam

name, threads, way = sys.argv[1:4]
torch.set_num_threads(int(threads))
RULES = {
    "adam": lambda parameters: Adam(parameters, lr=1e-3, **{way: True}),
    "momentum": lambda parameters: SGD(parameters, lr=1e-3, momentum=0.9, **{way: True}),
}
seconds = {}
for rule, make in RULES.items():
    weights, gradients, steps = draw_net(name)
    parameters = [torch.nn.Parameter(w) for w in weights]
    for parameter, gradient in zip(parameters, gradients):
        parameter.grad = gradient
    seconds[rule] = median_seconds(steps, make(parameters).step)
print(json.dumps(seconds))
