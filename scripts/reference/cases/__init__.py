"""The cases, as parts of a run spec (spec.md); what they leave out has spec.md's defaults."""

from reference.cases.alone import ADAGRAD, ADAM, RMSPROP, SGD
from reference.cases.forward import FORWARD
from reference.cases.losses import MSE
from reference.cases.measures import MEASURES
from reference.cases.rules import RULES
from reference.cases.schedules import SCHEDULES
from reference.cases.tasks import NETWORKS as TASKS
from reference.cases.transforms import LARS, LAYCA, NORMALIZED, TRANSFORMS
from reference.cases.updates import UPDATES

# Trajectories: what is in each file.
TRAJECTORIES = {
    "sgd": SGD,
    "adam": ADAM,
    "rmsprop": RMSPROP,
    "adagrad": ADAGRAD,
    "layca": LAYCA,
    "lars": LARS,
    "normalized": NORMALIZED,
    "schedules": SCHEDULES,
    "updates": UPDATES,
    "mse": MSE,
}

__all__ = ["FORWARD", "MEASURES", "RULES", "TASKS", "TRAJECTORIES", "TRANSFORMS"]
