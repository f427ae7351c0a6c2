"""Layca over plain SGD in Python torch as one would write it from the paper."""

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


def foreach_layca_step(
    weights: list[torch.Tensor],
    gradients: list[torch.Tensor],
    radii: list[torch.Tensor],
    rate: float,
) -> None:
    """The same with a call for all tensors in place of one for each."""
    products = torch._foreach_mul(gradients, weights)
    along = [product.sum() / radius**2 for product, radius in zip(products, radii)]
    steps = torch._foreach_sub(gradients, torch._foreach_mul(weights, along))
    lengths = torch._foreach_norm(steps)
    torch._foreach_mul_(
        steps, [rate * radius / length for radius, length in zip(radii, lengths)]
    )
    torch._foreach_sub_(weights, steps)
    norms = torch._foreach_norm(weights)
    torch._foreach_mul_(weights, [radius / norm for radius, norm in zip(radii, norms)])


class Layca:
    """An optimizer of kernels, each kept at its first norm; op by op."""

    step_all = staticmethod(layca_step)

    def __init__(self, weights: Iterable[torch.Tensor], rate: float) -> None:
        self.weights = list(weights)
        self.radii = [w.detach().norm() for w in self.weights]
        self.rate = rate

    def zero_grad(self) -> None:
        for w in self.weights:
            w.grad = None

    @torch.no_grad()
    def step(self) -> None:
        self.step_all(self.weights, [w.grad for w in self.weights], self.radii, self.rate)


class ForeachLayca(Layca):
    """The same by torch's foreach functions."""

    step_all = staticmethod(foreach_layca_step)
