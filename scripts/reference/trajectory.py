"""Thirty-odd steps of training in float64, in data order, and all that a run records of them."""

from math import ceil

import torch
from torch import Tensor
from torch.nn.utils import clip_grad_norm_

from reference import rotation
from reference.losses import loss_of
from reference.modules import start_update
from reference.networks import build, cast
from reference.optimizer import Optimizer
from reference.rules.rule import covers
from reference.schedules import factor
from reference.torch_rules import torch_optimizer

# Far above the rounding of any run in float64, far below every other angle of the reference.
SMALLEST_ANGLE = 1e-10


def is_trainable(case: dict, parameter: str) -> bool:
    on = case.get("trainable", "all")
    return on == "all" or covers(on, parameter)


def run(
    case: dict,
    problem: dict,
    rounding=None,
    torch_optim: bool = True,
    dtype=torch.float64,
    watch=None,
) -> dict:
    """Entries after every step, and the state dict after each.

    `rounding`, where given, disturbs every intermediate value as rounding would (see
    sensitivity.py). `torch_optim` False takes the plain formulas also where torch.optim has the
    rule. `watch`, where given, is called after every update with the network, its gradients before
    they were clipped, and the optimizer's buffers by parameter.
    """
    problem = cast(problem, dtype)
    net = build(problem["network"]).to(dtype)
    net.load_state_dict(problem["initial"])
    net.train()
    if rounding:
        rounding.attach(net)
    trainable = {n: p for n, p in net.named_parameters() if is_trainable(case, n)}
    ours = Optimizer(
        case["optimizer"], {n: p.detach().clone() for n, p in net.named_parameters()}, rounding
    )
    use_torch = torch_optim and not rounding
    theirs = torch_optimizer(case["optimizer"], trainable) if use_torch else None
    inputs, targets = problem["train"]["inputs"], problem["train"]["targets"]

    count = case["batchSize"] * case.get("accumulate", 1)
    entries, states = [], []
    for epoch in range(case["epochs"]):
        loss_sum, right, seen = 0.0, 0, 0
        classified = case["loss"]["kind"] != "mse"
        for start in range(0, len(inputs), count):
            scale = factor(case["schedule"], len(states), ceil(len(inputs) / count))
            xs, ys = inputs[start : start + count], targets[start : start + count]
            net.zero_grad()
            start_update(net, len(states))
            batches = zip(xs.split(case["batchSize"]), ys.split(case["batchSize"]), strict=True)
            for x, y in batches:
                logits = net(x)
                loss = loss_of(case["loss"], logits, y)
                # The mean over all samples of the update.
                (loss * (len(x) / len(xs))).backward()
                loss_sum += loss.item() * len(x)
                right += int((logits.argmax(1) == y).sum()) if classified else 0
                seen += len(x)
            if watch:
                gradients = {n: p.grad.clone() for n, p in trainable.items()}
            if "clipGradNorm" in case:
                clip_grad_norm_(trainable.values(), case["clipGradNorm"])
            if theirs:
                for group in theirs.param_groups:
                    group["lr"] = ours.rate() * scale
                theirs.step()
            else:
                update(ours, trainable, scale)
            if watch:
                kept = {n: theirs.state[p] for n, p in trainable.items()} if theirs else None
                watch(net, gradients, ours.rule.buffers if kept is None else kept)
            states.append({k: v.detach().clone() for k, v in net.state_dict().items()})
            train = {"loss": loss_sum / seen, "accuracy": right / seen if classified else None}
            entries.append(
                {"epoch": epoch, "step": len(states), "lr": ours.rate() * scale, "train": train}
            )
    return {"entries": entries, "states": states}


def measured(
    case: dict, problem: dict, rounding=None, torch_optim: bool = True, dtype=torch.float64
) -> dict:
    """The run, with the rotation of every kernel in its entries."""
    made = run(case, problem, rounding, torch_optim, dtype)
    measure(made["entries"], made["states"], problem["initial"])
    return made


def update(optimizer: Optimizer, trainable: dict[str, Tensor], scale: float) -> None:
    with torch.no_grad():
        for name, parameter in trainable.items():
            assert parameter.grad is not None
            parameter.copy_(optimizer.step(name, parameter, parameter.grad, scale))


def measure(
    entries: list[dict], states: list[dict[str, Tensor]], initial: dict[str, Tensor]
) -> None:
    """Adds every entry's rotation; `epochAngle` is since the last epoch's end.

    A kernel that only changed its length has turned by rounding alone, which is no number to
    compare: it has None for a distance or an angle.
    """

    def real(turned: float, smallest: float) -> float | None:
        return None if 0 < turned < smallest else turned

    def distance(a: Tensor, b: Tensor) -> float | None:
        return real(rotation.distance(a, b), SMALLEST_ANGLE**2)

    def angle(a: Tensor, b: Tensor) -> float | None:
        return real(rotation.angle(a, b), SMALLEST_ANGLE)

    kernels = [name for name, w in initial.items() if w.dim() >= 2]
    last, last_epoch_end = initial, initial
    for index, (entry, state) in enumerate(zip(entries, states, strict=True)):
        entry["rotation"] = {
            "distance": [distance(state[k], initial[k]) for k in kernels],
            "angle": [angle(state[k], last[k]) for k in kernels],
            "norm": [state[k].norm().item() for k in kernels],
        }
        last = state
        if index + 1 == len(entries) or entries[index + 1]["epoch"] != entry["epoch"]:
            entry["epochAngle"] = [angle(state[k], last_epoch_end[k]) for k in kernels]
            last_epoch_end = state


def checked(case: dict, problem: dict) -> dict:
    """The run; where torch.optim made it, the plain formulas must give the same."""
    made = measured(case, problem)
    again = run(case, problem, torch_optim=False)
    if (beyond := deviation(again["states"][-1], made["states"][-1])) > 1e-12:
        raise AssertionError(f"{case['name']}: the formulas are {beyond:.2g} from torch.optim")
    return made


def deviation(state: dict[str, Tensor], expected: dict[str, Tensor]) -> float:
    """The largest deviation of an element, relative to its tensor's largest."""
    return max(
        ((state[name] - value).abs().max() / value.abs().max()).item()
        for name, value in expected.items()
    )


def stored(made: dict) -> dict:
    """What is committed: the state after the first and the last step, and what was recorded."""
    entries = made["entries"]
    return {
        "afterOne": made["states"][0],
        "atEnd": made["states"][-1],
        "epoch": [entry["epoch"] for entry in entries],
        "lr": [entry["lr"] for entry in entries],
        "loss": [entry["train"]["loss"] for entry in entries],
        "accuracy": [entry["train"]["accuracy"] for entry in entries],
        **{key: [e["rotation"][key] for e in entries] for key in ("distance", "angle", "norm")},
        "epochAngle": [entry["epochAngle"] for entry in entries if "epochAngle" in entry],
    }
