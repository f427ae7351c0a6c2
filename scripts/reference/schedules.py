"""The schedules of spec.md (fine point 1): the factor of an update, counted from 0."""

from math import cos, pi

import torch


def factor(schedule: dict, update: int, updates_an_epoch: int) -> float:
    kind = schedule["kind"]
    if kind == "constant":
        return 1.0
    if kind == "step":
        epoch = update // updates_an_epoch
        passed = sum(epoch >= milestone for milestone in schedule["milestones"])
        return schedule.get("gamma", 0.1) ** passed
    updates = schedule["epochs"] * updates_an_epoch
    if kind == "cosine":
        final = schedule.get("final", 0)
        if update >= updates:
            return final
        return final + (1 - final) * (1 + cos(pi * update / updates)) / 2
    if kind == "warmup":
        if update < updates:
            return (update + 1) / updates
        return factor(schedule["then"], update - updates, updates_an_epoch)
    raise ValueError(f"schedule: expected a kind of spec.md but received {kind}")


def hold_against_torch() -> None:
    """torch.optim.lr_scheduler has three of the schedules: they must agree, update by update."""
    an_epoch = 4
    cosine = {"kind": "cosine", "epochs": 5, "final": 0.1}
    step = {"kind": "step", "milestones": [1, 3], "gamma": 0.3}
    warmup = {"kind": "warmup", "epochs": 2, "then": {"kind": "constant"}}
    linear = {"start_factor": 1 / 8, "total_iters": 7}
    for schedule, updates, name, options in (
        (cosine, 21, "CosineAnnealingLR", {"T_max": 20, "eta_min": 0.1}),
        (step, 20, "MultiStepLR", {"milestones": [4, 12], "gamma": 0.3}),
        (warmup, 20, "LinearLR", linear),
    ):
        sgd = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
        scheduler = getattr(torch.optim.lr_scheduler, name)(sgd, **options)
        for update in range(updates):
            ours, theirs = factor(schedule, update, an_epoch), sgd.param_groups[0]["lr"]
            if abs(ours - theirs) > 1e-14:
                raise AssertionError(f"{name}, update {update}: {theirs}, but here {ours}")
            sgd.step()
            scheduler.step()
