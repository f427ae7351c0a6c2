"""Twenty steps of training in float64, in data order, and all that a run records of them."""

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from reference import rotation
from reference.networks import build
from reference.steps import Optimizer, decays


def factor(schedule: dict, epoch: int) -> float:
    if schedule["kind"] == "constant":
        return 1.0
    return schedule["gamma"] ** sum(epoch >= milestone for milestone in schedule["milestones"])


def is_trainable(case: dict, parameter: str) -> bool:
    on = case.get("trainable", "all")
    return on == "all" or parameter.rsplit(".", 1)[0] in on


def run(case: dict, problem: dict, rounding=None, torch_optim: bool = True) -> dict:
    """Entries after every step, and the state dict after each.

    `rounding`, where given, disturbs every intermediate value as rounding would (see
    sensitivity.py). `torch_optim` False takes the formulas of steps.py also where torch.optim.SGD
    has the rule.
    """
    net = build(problem["network"])
    net.load_state_dict(problem["initial"])
    net.train()
    if rounding:
        rounding.attach(net)
    optimizer = Optimizer(
        case["optimizer"], {n: p.detach().clone() for n, p in net.named_parameters()}
    )
    trainable = {n: p for n, p in net.named_parameters() if is_trainable(case, n)}
    sgd = torch_sgd(case["optimizer"], trainable) if torch_optim and not rounding else None
    inputs, targets = problem["train"]["inputs"], problem["train"]["targets"]

    entries, states = [], []
    for epoch in range(case["epochs"]):
        scale = factor(case["schedule"], epoch)
        loss_sum, right, seen = 0.0, 0, 0
        for start in range(0, len(inputs), case["batchSize"]):
            x, y = (
                inputs[start : start + case["batchSize"]],
                targets[start : start + case["batchSize"]],
            )
            net.zero_grad()
            logits = net(x)
            loss = cross_entropy(logits, y, label_smoothing=case["loss"].get("labelSmoothing", 0))
            loss.backward()
            if sgd:
                for group in sgd.param_groups:
                    group["lr"] = optimizer.rate() * scale
                sgd.step()
            else:
                update(optimizer, trainable, scale, rounding)
            loss_sum += loss.item() * len(x)
            right += int((logits.argmax(1) == y).sum())
            seen += len(x)
            states.append({k: v.detach().clone() for k, v in net.state_dict().items()})
            train = {"loss": loss_sum / seen, "accuracy": right / seen}
            entries.append(
                {
                    "epoch": epoch,
                    "step": len(states),
                    "lr": optimizer.rate() * scale,
                    "train": train,
                }
            )
    measure(entries, states, problem["initial"])
    return {"entries": entries, "states": states}


def update(
    optimizer: Optimizer, trainable: dict[str, nn.Parameter], scale: float, rounding
) -> None:
    with torch.no_grad():
        for name, parameter in trainable.items():
            assert parameter.grad is not None
            moved = optimizer.step(name, parameter, parameter.grad, scale)
            changed = bool((moved != parameter).any())
            parameter.copy_(rounding(moved) if rounding and changed else moved)


def torch_sgd(rule: dict, trainable: dict[str, nn.Parameter]) -> torch.optim.SGD | None:
    """torch.optim.SGD where it has the rule: sgd alone, in torch's own momentum form."""
    if rule["kind"] != "sgd" or rule.get("momentumForm", "torch") != "torch":
        return None
    decayed = [p for n, p in trainable.items() if decays(rule, n, p)]
    plain = [p for n, p in trainable.items() if not decays(rule, n, p)]
    groups = [{"params": decayed, "weight_decay": rule.get("weightDecay", 0)}, {"params": plain}]
    return torch.optim.SGD(
        [group for group in groups if group["params"]],
        lr=rule["lr"],
        momentum=rule.get("momentum", 0),
        dampening=rule.get("dampening", 0),
        nesterov=rule.get("nesterov", False),
    )


def measure(
    entries: list[dict], states: list[dict[str, Tensor]], initial: dict[str, Tensor]
) -> None:
    """Adds every entry's rotation; `epochAngle` is since the last epoch's end."""
    kernels = [name for name, w in initial.items() if w.dim() >= 2]
    last, last_epoch_end = initial, initial
    for index, (entry, state) in enumerate(zip(entries, states, strict=True)):
        entry["rotation"] = {
            "distance": [rotation.distance(state[k], initial[k]) for k in kernels],
            "angle": [rotation.angle(state[k], last[k]) for k in kernels],
            "norm": [state[k].norm().item() for k in kernels],
        }
        last = state
        if index + 1 == len(entries) or entries[index + 1]["epoch"] != entry["epoch"]:
            entry["epochAngle"] = [rotation.angle(state[k], last_epoch_end[k]) for k in kernels]
            last_epoch_end = state


def checked(case: dict, problem: dict) -> dict:
    """The run; where torch.optim.SGD made it, the formulas of steps.py must give the same."""
    made = run(case, problem)
    again = run(case, problem, torch_optim=False)
    for name, value in made["states"][-1].items():
        torch.testing.assert_close(again["states"][-1][name], value, rtol=1e-12, atol=1e-14)
    return made


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
