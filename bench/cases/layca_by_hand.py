"""Layca over plain SGD in Python torch, op by op, as one would write it from the paper."""

from collections.abc import Iterable

import torch


def layca_step(
    weights: list[torch.Tensor],
    gradients: list[torch.Tensor],
    radii: list[torch.Tensor],
    rate: float,
) -> None:
    for w, g, radius in zip(weights, gradients, radii):
        s = g - (g * w).sum() / (w * w).sum() * w
        s = s * (w.norm() / s.norm())
        w.sub_(rate * s)
        w.mul_(radius / w.norm())


class Layca:
    """An optimizer of kernels, each kept at its first norm."""

    def __init__(self, weights: Iterable[torch.Tensor], rate: float) -> None:
        self.weights = list(weights)
        self.radii = [w.detach().norm() for w in self.weights]
        self.rate = rate

    def zero_grad(self) -> None:
        for w in self.weights:
            w.grad = None

    @torch.no_grad()
    def step(self) -> None:
        layca_step(self.weights, [w.grad for w in self.weights], self.radii, self.rate)
