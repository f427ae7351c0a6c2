"""The optimizers of torch.optim, where they have a rule of spec.md."""

import torch
from torch import Tensor

from reference.rules.rule import decays

CLASSES = {
    "sgd": torch.optim.SGD,
    "adam": torch.optim.Adam,
    "adamW": torch.optim.AdamW,
    "rmsprop": torch.optim.RMSprop,
    "adagrad": torch.optim.Adagrad,
}

# What torch.optim calls an option that spec.md calls otherwise.
NAMES = {"lrDecay": "lr_decay", "initialAccumulator": "initial_accumulator_value"}
# Not handed on as they are: the groups carry weight decay, and `torch` is the one form that is.
OURS = {"kind", "weightDecay", "weightDecayOn", "momentumForm"}


def torch_optimizer(spec: dict, parameters: dict[str, Tensor]) -> torch.optim.Optimizer | None:
    """torch's optimizer for a rule standing alone; None where torch has none.

    An option that `spec` leaves out is left out here too, so that the defaults are torch's own.
    """
    if spec["kind"] not in CLASSES or spec.get("momentumForm", "torch") != "torch":
        return None
    on = spec.get("weightDecayOn", "kernels")
    decayed = {"params": [p for n, p in parameters.items() if decays(on, n, p)]}
    if "weightDecay" in spec:
        decayed["weight_decay"] = spec["weightDecay"]
    plain = {"params": [p for n, p in parameters.items() if not decays(on, n, p)]}
    groups = [group for group in (decayed, {**plain, "weight_decay": 0}) if group["params"]]
    options = {NAMES.get(key, key): value for key, value in spec.items() if key not in OURS}
    return CLASSES[spec["kind"]](groups, **options)
