"""The step rules of spec.md in plain formulas, one file each."""

from reference.rules.adagrad import Adagrad
from reference.rules.adam import Adam, AdamW
from reference.rules.rmsprop import Rmsprop
from reference.rules.rule import Rule
from reference.rules.sgd import Sgd

RULES: dict[str, type[Rule]] = {
    "sgd": Sgd,
    "adam": Adam,
    "adamW": AdamW,
    "rmsprop": Rmsprop,
    "adagrad": Adagrad,
}


def rule_of(spec: dict) -> Rule:
    return RULES[spec["kind"]](spec)
