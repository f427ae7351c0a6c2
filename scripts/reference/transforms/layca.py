"""Layca by the four literal steps of the paper's Algorithm 1 (science.md §1), not in closed form."""

from math import cos, sin

from torch import Tensor


class Layca:
    def __init__(self, spec: dict, kernels: dict[str, Tensor], roundoff: float):
        """`kernels`: all of the network's, at their initial values; `roundoff`: of the run."""
        self.spec = spec
        self.multiplier = dict(zip(kernels, multipliers(spec, len(kernels)), strict=True))
        self.radius = {name: w.norm() for name, w in kernels.items()}
        # A step whose part across w is smaller than this, relative to the step, is parallel to w:
        # above rounding and far below every other step of the reference.
        self.parallel = 16 * roundoff

    def moved(self, name: str, w: Tensor, s: Tensor, factor: float) -> Tensor:
        """The kernel's next value, given its base step s at lr 1."""
        rate = self.spec["rate"] * self.multiplier[name] * factor
        norm = w.norm()
        across = s - ((s * w).sum() / norm**2) * w  # step 1
        if across.norm() <= self.parallel * s.norm():
            return w.clone()
        scaled = across * norm / across.norm()  # step 2
        if self.spec.get("arc", "tangent") == "tangent":
            turned = w - rate * scaled  # step 3
        else:
            turned = cos(rate) * w - sin(rate) * scaled
        initial = self.spec.get("radius", "initial") == "initial"
        return turned * (self.radius[name] if initial else norm) / turned.norm()  # step 4


def multipliers(spec: dict, layers: int) -> list[float]:
    """The rate of every kernel over the common one, in forward order."""
    if "multipliers" in spec:
        return spec["multipliers"]
    alpha = spec.get("alpha", 0)
    if layers == 1:
        return [1.0]
    if alpha > 0:
        return [(1 - alpha) ** (5 * (layers - 1 - k) / (layers - 1)) for k in range(layers)]
    return [(1 + alpha) ** (5 * k / (layers - 1)) for k in range(layers)]
