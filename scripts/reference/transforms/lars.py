"""spec.md's lars (Figure 9): a step of rate·‖w‖ along s, without projection, growth limited."""

from torch import Tensor


class Lars:
    def __init__(self, spec: dict, kernels: dict[str, Tensor], roundoff: float):
        self.spec = spec
        self.initial_norm = {name: w.norm() for name, w in kernels.items()}

    def moved(self, name: str, w: Tensor, s: Tensor, factor: float) -> Tensor:
        if s.norm() == 0:
            return w.clone()
        rate = self.spec["rate"] * factor
        moved = w - rate * w.norm() / s.norm() * s
        growth = self.spec.get("normGrowth")
        if growth is None:
            return moved
        longest = w.norm() + growth * self.initial_norm[name]
        return moved * longest / moved.norm() if moved.norm() > longest else moved
