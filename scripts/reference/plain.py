"""Every row of cases/rules.py on plain tensors: given gradients, no network, and buffers too."""

import torch
from torch import Tensor

from reference.optimizer import Optimizer
from reference.sensitivity import DRAWS, Rounding, Worst
from reference.torch_rules import torch_optimizer

# The schedule's factors of six steps; the gradients of the fourth are zero.
FACTORS = [1.0, 1.0, 0.5, 0.5, 0.25, 0.25]
ZERO = 3
SHAPES = {"first.weight": [3, 5], "first.bias": [3], "second.weight": [2, 3, 2, 1]}


def problem() -> dict:
    """Short binary fractions; the first element of each gradient is always zero."""
    generator = torch.Generator().manual_seed(5)

    def drawn(shape: list[int], smallest: float) -> Tensor:
        uniform = torch.rand(shape, generator=generator, dtype=torch.float64)
        sign = torch.randint(2, shape, generator=generator) * 2 - 1
        return (sign * (smallest + (1 - smallest) * uniform) * 256).round() / 256

    def gradients(step: int) -> dict[str, Tensor]:
        made = {name: drawn(shape, 1 / 8) for name, shape in SHAPES.items()}
        for gradient in made.values():
            gradient.view(-1)[0] = 0
        return {n: torch.zeros_like(g) for n, g in made.items()} if step == ZERO else made

    return {
        "initial": {name: drawn(shape, 1 / 64) for name, shape in SHAPES.items()},
        "factors": FACTORS,
        "gradients": [gradients(step) for step in range(len(FACTORS))],
    }


def expected(name: str, spec: dict, given: dict) -> dict:
    """What torch.optim makes of it; where it has the rule, the plain formulas must agree."""
    ours = by_formulas(spec, given)
    theirs = by_torch(spec, given) or ours
    for moment, state in theirs.items():
        for key, value in state.items():
            if (ours[moment][key] - value).abs().max() > 1e-14 * value.abs().max():
                raise AssertionError(f"{name}: {moment} of {key} is not as in torch.optim")
    worst = Worst(*theirs)
    for seed in range(DRAWS):
        noisy = by_formulas(spec, given, Rounding(seed))
        for moment, state in theirs.items():
            for key, value in state.items():
                worst.see(moment, value, noisy[moment][key])
    return {"name": name, "spec": spec, "expected": theirs, "amplification": worst.rounded()}


def by_torch(spec: dict, given: dict) -> dict | None:
    parameters = {n: w.clone().requires_grad_() for n, w in given["initial"].items()}
    optimizer = torch_optimizer(spec, parameters)
    if optimizer is None:
        return None
    lr = optimizer.param_groups[0]["lr"]
    states = []
    for factor, gradients in zip(given["factors"], given["gradients"], strict=True):
        for group in optimizer.param_groups:
            group["lr"] = lr * factor
        for name, parameter in parameters.items():
            parameter.grad = gradients[name].clone()
        optimizer.step()
        states.append({n: p.detach().clone() for n, p in parameters.items()})
    buffers = {n: optimizer.state[p] for n, p in parameters.items()}
    return {"afterOne": states[0], "atEnd": states[-1], "buffers": by_index(buffers)}


def by_formulas(spec: dict, given: dict, rounding=None) -> dict:
    optimizer = Optimizer(spec, given["initial"], rounding)
    states = [given["initial"]]
    for factor, gradients in zip(given["factors"], given["gradients"], strict=True):
        last = states[-1]
        states.append({n: optimizer.step(n, last[n], gradients[n], factor) for n in last})
    buffers = by_index(optimizer.rule.buffers)
    return {"afterOne": states[1], "atEnd": states[-1], "buffers": buffers}


def by_index(buffers: dict[str, dict]) -> dict[str, Tensor]:
    """`<index>.<buffer>`; torch keeps a count of steps among them, and None for what it lacks."""
    return {
        f"{index}.{key}": value
        for index, kept in enumerate(buffers.values())
        for key, value in kept.items()
        if key != "step" and value is not None
    }
