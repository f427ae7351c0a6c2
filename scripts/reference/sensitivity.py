"""How strongly a computation magnifies rounding errors, from which the float32 tolerances follow.

The float64 computation is repeated with noise of the size u·max|t| added to every tensor t on its
way: each layer's output, each gradient of one, each parameter's gradient and each moved parameter.
A floating-point run with unit roundoff u makes errors of that size (those of a dot product are
relative to its largest terms, hence the maximum), so the deviation over u is the case's own
amplification. An optimizer's buffers and base steps are made element by element: there the noise is
relative to each. Nothing here looks at the engine.

A problem is well conditioned where amplifications stay small. Adaptive rules divide a gradient by
its own size, so one that is rounding alone becomes a whole step (a bias before a batch-norm: no
such network is tried with them), and one that is small beside its tensor's largest is magnified by
their ratio. `LARGEST` bounds that for weights and losses: a case beyond it needs another problem,
not a wider tolerance. A small angle has its own inverse as its amplification.
"""

import torch
from torch import Tensor, nn

from reference import forward, trajectory

U = 2.0**-36  # small enough that deviations grow linearly, large beside float64's own rounding
DRAWS = 6
LARGEST = 1e3
ROUNDINGS = 16  # that test/reference allows a result (support/precision.ts says why)
MEASURES = ("afterOne", "atEnd", "loss", "distance", "angle", "norm", "epochAngle")


class Rounding:
    """Adds u·max|t|·ξ to what is not exactly zero in a tensor, ξ uniform in ±1.

    Zeros are those of units that do not fire, of samples that are zero, of buffers not yet filled:
    every order of rounding gives them.
    """

    unit = U

    def __init__(self, seed: int):
        self.generator = torch.Generator().manual_seed(seed)

    def __call__(self, value: Tensor) -> Tensor:
        return value + U * value.abs().max() * self.noise(value) * (value != 0)

    def each(self, value: Tensor) -> Tensor:
        """Adds u·|x|·ξ to every element x."""
        return value * (1 + U * self.noise(value))

    def noise(self, like: Tensor) -> Tensor:
        return torch.rand(like.shape, generator=self.generator, dtype=torch.float64) * 2 - 1

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

    def __init__(self, *names: str, unit: float = U):
        self.unit = unit
        self.seen = dict.fromkeys(names, 1.0)

    def see(
        self, name: str, value: Tensor | float, noisy: Tensor | float, like: Tensor | float = 0
    ):
        """Deviation relative to the largest element of `value`, or of `like` if larger."""
        value, noisy, like = (torch.as_tensor(x, dtype=torch.float64) for x in (value, noisy, like))
        deviation = (noisy - value).abs().max().item()
        if deviation:
            scale = max(value.abs().max().item(), like.abs().max().item())
            self.seen[name] = max(self.seen[name], deviation / scale / self.unit)

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
    worst = Worst(*MEASURES)
    for seed in range(DRAWS):
        see_trajectory(worst, expected, trajectory.measured(case, problem, Rounding(seed)))
    found = worst.rounded()
    if max(found[name] for name in ("afterOne", "atEnd", "loss")) > LARGEST:
        raise AssertionError(f"{case['name']} on {case['network']}: ill conditioned: {found}")
    return found


def hold_in_float32(case: dict, problem: dict, expected: dict, amplification: dict) -> None:
    """torch's own run in float32 must stay within the tolerance that the tests give the engine."""
    worst = Worst(*MEASURES, unit=2.0**-24)
    see_trajectory(worst, expected, trajectory.measured(case, problem, dtype=torch.float32))
    beyond = {
        name: f"{value:.3g} > {ROUNDINGS} · {amplification[name]:.3g}"
        for name, value in worst.seen.items()
        if value > ROUNDINGS * amplification[name]
    }
    if beyond:
        raise AssertionError(f"{case['name']} on {case['network']}: in float32 {beyond}")


def see_trajectory(worst: Worst, expected: dict, other: dict) -> None:
    for moment, index in (("afterOne", 0), ("atEnd", -1)):
        for name, value in expected["states"][index].items():
            worst.see(moment, value, other["states"][index][name])
    for entry, noisy in zip(expected["entries"], other["entries"], strict=True):
        worst.see("loss", entry["train"]["loss"], noisy["train"]["loss"])
        for key, values in turned(entry).items():
            for value, disturbed in zip(values, turned(noisy)[key], strict=True):
                if value is not None:
                    worst.see(key, value, disturbed)


def turned(entry: dict) -> dict[str, list]:
    """An entry's measures, and at an epoch's end the angle since the last one's."""
    return {**entry["rotation"], "epochAngle": entry.get("epochAngle", [])}
