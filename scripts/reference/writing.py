"""JSON in which a tensor takes one line and the numbers keep fifteen significant digits."""

import json
from typing import Any

import torch

DIGITS = 15


class Float32(list[float]):
    """Numbers that are float32 exactly: written with the nine digits that give them back."""


class Exact(float):
    """A number written with all its digits."""


def number(value: float) -> str:
    """`value` at fifteen digits: exact for short binary fractions, as all inputs are."""
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError(f"expected a finite number but received {value}")
    return (
        json.dumps(int(value))
        if value == int(value) and abs(value) < 2**53
        else f"{value:.{DIGITS}g}"
    )


def dumps(value: Any, indent: str = "") -> str:
    inner = indent + " "
    if isinstance(value, torch.Tensor):
        return dumps(value.tolist(), indent)
    if isinstance(value, Exact):
        return json.dumps(value)
    if isinstance(value, float):
        return number(value)
    if isinstance(value, Float32):
        return "[" + ",".join(f"{x:.9g}" for x in value) + "]"
    if isinstance(value, dict):
        rows = [f"{json.dumps(key)}: {dumps(item, inner)}" for key, item in value.items()]
        flat = "{" + ", ".join(rows) + "}"
        if "\n" not in flat and len(flat) < 90:
            return flat
        return "{\n" + inner + f",\n{inner}".join(rows) + "\n" + indent + "}"
    if isinstance(value, (list, tuple)):
        rows = [dumps(item, inner) for item in value]
        if not any("{" in row or "\n" in row for row in rows):
            return "[" + ",".join(rows) + "]"
        return "[\n" + inner + f",\n{inner}".join(rows) + "\n" + indent + "]"
    return json.dumps(value)
