"""The kernels that steps are timed on; sizes in nets.json."""

import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import torch

WARM_UP = 10


def draw_net(name: str) -> tuple[list[torch.Tensor], list[torch.Tensor], int]:
    """Weights of deviation 1, gradients of deviation 1e-3, and how many steps are timed."""
    net = json.loads(Path(__file__).with_name("nets.json").read_text())[name]
    torch.manual_seed(1)
    shapes = [kernel["shape"] for kernel in net["kernels"] for _ in range(kernel["count"])]
    weights = [torch.randn(shape) for shape in shapes]
    return weights, [1e-3 * torch.randn(shape) for shape in shapes], net["steps"]


def median_seconds(count: int, act: Callable[[], object]) -> float:
    """The median seconds of `count` acts after a warm-up."""
    seconds = []
    for turn in range(WARM_UP + count):
        start = time.perf_counter()
        act()
        if turn >= WARM_UP:
            seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)
