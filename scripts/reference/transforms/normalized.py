"""Block-normalized steps (Figure 7): of length `rate`, along s."""

from torch import Tensor


class Normalized:
    def __init__(self, spec: dict, kernels: dict[str, Tensor], roundoff: float):
        self.spec = spec

    def moved(self, name: str, w: Tensor, s: Tensor, factor: float) -> Tensor:
        if s.norm() == 0:
            return w.clone()
        return w - self.spec["rate"] * factor * s / s.norm()
