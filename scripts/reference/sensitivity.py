"""How strongly a computation magnifies rounding errors, from which the float32 tolerances follow.

The float64 computation is repeated with noise of the size u·max|t| added to every tensor t on its
way: each layer's output, each gradient of one, each parameter's gradient and each moved parameter.
A floating-point run with unit roundoff u makes errors of that size (those of a dot product are
relative to its largest terms, hence the maximum), so the deviation over u is the case's own
amplification. Nothing here looks at the engine.
"""

import torch
from torch import Tensor, nn

from reference import forward, trajectory

U = 2.0**-36  # small enough that deviations grow linearly, large beside float64's own rounding
DRAWS = 6


class Rounding:
    """Adds u·max|t|·ξ to a tensor, ξ uniform in ±1."""

    def __init__(self, seed: int):
        self.generator = torch.Generator().manual_seed(seed)

    def __call__(self, value: Tensor) -> Tensor:
        noise = torch.rand(value.shape, generator=self.generator, dtype=torch.float64) * 2 - 1
        return value + U * value.abs().max() * noise

    def attach(self, net: nn.Sequential) -> None:
        def disturbed(_module, _inputs, output):
            output = output + (self(output.detach()) - output.detach())
            if output.requires_grad:
                output.register_hook(self)
            return output

        for module in net.modules():
            if not list(module.children()):
                module.register_forward_hook(disturbed)
        for parameter in net.parameters():
            parameter.register_hook(self)


class Worst:
    """The largest deviation over u seen, by name; at least 1, the rounding of a result itself."""

    def __init__(self, *names: str):
        self.seen = dict.fromkeys(names, 1.0)

    def see(
        self, name: str, value: Tensor | float, noisy: Tensor | float, like: Tensor | float = 0
    ):
        """Deviation relative to the largest element of `value`, or of `like` if larger."""
        value, noisy, like = (torch.as_tensor(x, dtype=torch.float64) for x in (value, noisy, like))
        deviation = (noisy - value).abs().max().item()
        if deviation:
            scale = max(value.abs().max().item(), like.abs().max().item())
            self.seen[name] = max(self.seen[name], deviation / scale / U)

    def rounded(self) -> dict:
        return {name: float(f"{value:.2g}") for name, value in self.seen.items()}


def of_forward(case: dict, problem: dict, expected: dict) -> dict:
    """Gradients relative to weights too: the engine shows them as the change of a weight."""
    worst = Worst("loss", "gradients", "buffers", "evaluationLogits")
    for seed in range(DRAWS):
        noisy = forward.run(case, problem, Rounding(seed))
        worst.see("loss", expected["loss"], noisy["loss"])
        worst.see("evaluationLogits", expected["evaluationLogits"], noisy["evaluationLogits"])
        for name, value in expected["gradients"].items():
            worst.see("gradients", value, noisy["gradients"][name], problem["initial"][name])
        for name, value in expected["buffers"].items():
            worst.see("buffers", value, noisy["buffers"][name])
    return worst.rounded()


def of_trajectory(case: dict, problem: dict, expected: dict) -> dict:
    """Weights after the first and the last step; records, relative to themselves, over all."""
    worst = Worst("afterOne", "atEnd", "loss", "distance", "angle", "norm")
    for seed in range(DRAWS):
        noisy = trajectory.run(case, problem, Rounding(seed))
        for moment, index in (("afterOne", 0), ("atEnd", -1)):
            for name, value in expected["states"][index].items():
                worst.see(moment, value, noisy["states"][index][name])
        for entry, other in zip(expected["entries"], noisy["entries"], strict=True):
            worst.see("loss", entry["train"]["loss"], other["train"]["loss"])
            for key, values in entry["rotation"].items():
                for value, disturbed in zip(values, other["rotation"][key], strict=True):
                    worst.see(key, value, disturbed)
    return worst.rounded()
