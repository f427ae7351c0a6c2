"""An optimizer of spec.md in plain formulas: a step rule, alone or as the base of a transform.

Inside a transform the base steps kernels at lr 1, unscheduled; what is no kernel it steps with its
own lr, scheduled, unless `others` is frozen (spec.md, fine point 7).
"""

import torch
from torch import Tensor

from reference.rules import rule_of
from reference.rules.rule import Parameters
from reference.transforms import TRANSFORMS


class Optimizer:
    """Steps parameters of a network of which `initial` holds all at their initial values."""

    def __init__(self, spec: dict, initial: Parameters, rounding=None):
        """`rounding`, where given, disturbs base steps, buffers and weights (sensitivity.py)."""
        self.spec = spec
        self.rounding = rounding
        self.transform = None
        if spec["kind"] in TRANSFORMS:
            kernels = {name: w for name, w in initial.items() if w.dim() >= 2}
            dtype = next(iter(initial.values())).dtype
            roundoff = rounding.unit if rounding else torch.finfo(dtype).eps
            self.transform = TRANSFORMS[spec["kind"]](spec, kernels, roundoff)
        self.rule = rule_of(spec["base"] if self.transform else spec)

    def rate(self) -> float:
        """What a record calls lr, before the schedule."""
        return self.spec["rate"] if self.transform else self.rule.options["lr"]

    def step(self, name: str, w: Tensor, gradient: Tensor, factor: float) -> Tensor:
        """The parameter's next value; `factor` is the schedule's."""
        if self.transform and w.dim() >= 2:
            s = self.base_step(name, w, gradient, lr=1)
            moved = self.transform.moved(name, w, s, factor)
        elif self.transform and self.spec.get("others", "base") == "frozen":
            return w.clone()
        else:
            moved = w - self.base_step(name, w, gradient, self.rule.options["lr"] * factor)
        changed = bool((moved != w).any())
        return self.rounding(moved) if self.rounding and changed else moved

    def base_step(self, name: str, w: Tensor, gradient: Tensor, lr: float) -> Tensor:
        s = self.rule.step(name, w, gradient, lr)
        if not self.rounding:
            return s
        buffers = self.rule.buffers[name]
        buffers |= {key: self.rounding.each(value) for key, value in buffers.items()}
        return self.rounding.each(s)
