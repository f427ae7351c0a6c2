"""Seconds of a Layca step over plain SGD in Python torch, op by op or under torch.compile.

    layca_step.py NET THREADS [--compile]

The compiled form is one function over all tensors; compiling is part of the warm-up. Where the
inductor cannot compile, standard error says why and no time is printed.
"""

import json
import sys

import torch
from layca_by_hand import layca_step
from nets import draw_net, median_seconds

RATE = 3**-7


@torch.no_grad()
def seconds_a_step(name: str, compiled: bool) -> dict[str, float]:
    weights, gradients, steps = draw_net(name)
    radii = [w.norm() for w in weights]
    form = torch.compile(layca_step, fullgraph=True) if compiled else layca_step
    try:
        form(weights, gradients, radii, RATE)
    except Exception as error:  # No compiler, no headers: it has many ways to fail.
        if not compiled:
            raise
        print(f"torch.compile: {error}", file=sys.stderr)
        return {}
    return {"seconds": median_seconds(steps, lambda: form(weights, gradients, radii, RATE))}


if __name__ == "__main__":
    torch.set_num_threads(int(sys.argv[2]))
    print(json.dumps(seconds_a_step(sys.argv[1], "--compile" in sys.argv)))
