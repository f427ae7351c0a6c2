"""One update: spec.md's sgd in its three momentum forms, alone or under Layca, in plain formulas.

The generator uses torch.optim.SGD itself where sgd stands alone in `torch` form, and holds these
formulas against it there; Layca has no counterpart in torch and follows the four steps of the paper
(Algorithm 1) literally.
"""

from math import cos, sin

import torch
from torch import Tensor

Parameters = dict[str, Tensor]

# A base step whose part orthogonal to w is smaller than this, relative to the step, is parallel to
# w: far above float64's rounding and far below every other step of the reference.
PARALLEL = 1e-13


def decays(rule: dict, name: str, parameter: Tensor) -> bool:
    """Whether `weightDecayOn` covers the parameter."""
    on = rule.get("weightDecayOn", "kernels")
    if on == "all":
        return True
    if on == "kernels":
        return parameter.dim() >= 2
    return name.rsplit(".", 1)[0] in on


class Sgd:
    """Base steps of `rule`: what sgd would subtract from each parameter."""

    def __init__(self, rule: dict):
        self.rule = rule
        self.buffers: Parameters = {}

    def step(self, name: str, w: Tensor, gradient: Tensor, lr: float) -> Tensor:
        rule = self.rule
        momentum = rule.get("momentum", 0)
        form = rule.get("momentumForm", "torch")
        g = gradient
        if decays(rule, name, w):
            g = g + rule.get("weightDecay", 0) * w
        if momentum == 0:
            return lr * g
        first = name not in self.buffers
        v = self.buffers.get(name, torch.zeros_like(w))
        if form == "torch":
            v = g.clone() if first else momentum * v + (1 - rule.get("dampening", 0)) * g
            s = lr * (g + momentum * v if rule.get("nesterov", False) else v)
        elif form == "velocity":
            v = momentum * v - lr * g
            s = -(momentum * v - lr * g) if rule.get("nesterov", False) else -v
        else:
            v = momentum * v + (1 - momentum) * g
            s = lr * v
        self.buffers[name] = v
        return s


def layca(w: Tensor, s: Tensor, rate: float, radius: float, arc: str) -> Tensor:
    """science.md §1, steps 1 to 4; with an exact arc the rate is the angle in radians."""
    norm = w.norm()
    projected = s - ((s * w).sum() / norm**2) * w  # step 1
    if projected.norm() <= PARALLEL * s.norm():
        return w.clone()
    scaled = projected * norm / projected.norm()  # step 2
    turned = w - rate * scaled if arc == "tangent" else cos(rate) * w - sin(rate) * scaled  # step 3
    return turned * radius / turned.norm()  # step 4


def multipliers(rule: dict, layers: int) -> list[float]:
    """The rate of every kernel over the common one, in forward order."""
    if "multipliers" in rule:
        return rule["multipliers"]
    alpha = rule.get("alpha", 0)
    if layers == 1:
        return [1.0]
    if alpha > 0:
        return [(1 - alpha) ** (5 * (layers - 1 - k) / (layers - 1)) for k in range(layers)]
    return [(1 + alpha) ** (5 * k / (layers - 1)) for k in range(layers)]


class Optimizer:
    """Steps the trainable ones of `initial`, which holds every parameter at its initial value."""

    def __init__(self, spec: dict, initial: Parameters):
        self.spec = spec
        self.transform = spec if spec["kind"] == "layca" else None
        self.base = Sgd(spec["base"] if self.transform else spec)
        kernels = [name for name, w in initial.items() if w.dim() >= 2]
        if self.transform:
            self.multiplier = dict(zip(kernels, multipliers(spec, len(kernels)), strict=True))
            self.radius = {name: float(initial[name].norm()) for name in kernels}

    def rate(self) -> float:
        """What a record calls lr, before the schedule."""
        return self.transform["rate"] if self.transform else self.base.rule["lr"]

    def step(self, name: str, w: Tensor, gradient: Tensor, factor: float) -> Tensor:
        """The parameter's next value; `factor` is the schedule's."""
        if self.transform and w.dim() >= 2:
            s = self.base.step(name, w, gradient, lr=1)
            initial = self.transform.get("radius", "initial") == "initial"
            radius = self.radius[name] if initial else float(w.norm())
            rate = self.transform["rate"] * self.multiplier[name] * factor
            return layca(w, s, rate, radius, self.transform.get("arc", "tangent"))
        if self.transform and self.transform.get("others", "base") == "frozen":
            return w.clone()
        return w - self.base.step(name, w, gradient, lr=self.base.rule["lr"] * factor)
