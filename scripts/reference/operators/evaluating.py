"""A case with the results and gradients of Python torch, as JSON for `test/reference/operators.test.ts`."""

import copy
import random
import re
from typing import Any

import torch
import torch.nn.functional as F

from .inputs import Case, Draw, drawn

MEMORY_FORMATS = {
    "channelsLast": torch.channels_last,
    "contiguous": torch.contiguous_format,
    "preserve": torch.preserve_format,
}

LAYOUTS = {"sparseCsr": torch.sparse_csr, "strided": torch.strided}


def evaluated(case: Case) -> dict:
    source = random.Random(case.name)
    args = [prepared(arg, source, case.gradients) for arg in case.args]
    options = {
        name: prepared(value, source, case.gradients) for name, value in case.options.items()
    }
    given = {"args": [stored(arg) for arg in args]}
    if options:
        given["options"] = {camel(name): stored(value) for name, value in options.items()}
    results = called(case, args, options)
    several = results if isinstance(results, (tuple, list)) else [results]
    several = [item for item in several if not isinstance(item, (tuple, list))] + [
        inner for item in several if isinstance(item, (tuple, list)) for inner in item
    ]
    only = case.only if case.only is not None else range(len(several))
    made = {
        "call": camel(case.name),
        **given,
        **({"only": case.only} if case.only is not None else {}),
        "results": [stored(several[index]) for index in only],
    }
    gradients = gradients_of([several[index] for index in only], leaves(args, options))
    if gradients:
        made["gradients"] = gradients
    return made


def called(case: Case, args: list, options: dict):
    function = case.python or function_of(case)
    if case.name.endswith("_"):
        args = [args[0].clone(), *args[1:]]
    converted = {name: python_value(name, value) for name, value in options.items()}
    return function(*[python_value("", arg) for arg in args], **converted)


def function_of(case: Case):
    path = case.name.split(".")
    if path[:2] == ["nn", "functional"]:
        native = getattr(torch._C._nn, path[2], None)
        named = isinstance(case.options.get("reduction"), str) or native is None
        return getattr(F, path[2]) if named else native
    if isinstance(case.options.get("reduction"), str):
        return getattr(F, path[0])
    found: Any = torch
    for name in path:
        found = getattr(found, name)
    return found


def prepared(value: Any, source: random.Random, gradients: bool) -> Any:
    if isinstance(value, Draw):
        tensor = drawn(value, source)
        differentiable = value.dtype in ("float64", "complex128")
        return tensor.requires_grad_(gradients and value.grad and differentiable)
    if isinstance(value, list):
        return [prepared(item, source, gradients) for item in value]
    return copy.deepcopy(value)


def python_value(name: str, value: Any) -> Any:
    if isinstance(value, dict) and "generator" in value:
        return torch.Generator().manual_seed(value["generator"])
    if isinstance(value, dict) and "re" in value:
        return complex(value["re"], value["im"])
    if name == "memory_format":
        return MEMORY_FORMATS[value]
    if isinstance(value, str) and value in ("float32", "float64", "int64", "int32", "bool"):
        return getattr(torch, value)
    if name == "layout":
        return LAYOUTS[value]
    return value


def leaves(args: list, options: dict) -> list[torch.Tensor]:
    """The tensors that require gradients, in the order in which they are given."""
    found = []
    for value in [*args, *options.values()]:
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, torch.Tensor) and item.requires_grad:
                found.append(item)
    return found


def gradients_of(results: list, inputs: list[torch.Tensor]) -> list | None:
    differentiable = [
        item for item in results if isinstance(item, torch.Tensor) and item.requires_grad
    ]
    if not inputs or not differentiable:
        return None
    total = sum(weighted(item) for item in differentiable)
    total.backward()
    return [None if item.grad is None else stored(item.grad) for item in inputs]


def weighted(result: torch.Tensor) -> torch.Tensor:
    """The sum of the result's numbers, each by a weight of its own."""
    flat = real_of(result).reshape(-1)
    weights = torch.arange(flat.numel(), dtype=torch.float64).remainder(5).div(4).add(1)
    return (flat * weights).sum()


def real_of(tensor: torch.Tensor) -> torch.Tensor:
    """Strided, with a last dimension of both parts where it is complex."""
    dense = tensor if tensor.layout == torch.strided else tensor.to_dense()
    return torch.view_as_real(dense.resolve_conj()) if dense.is_complex() else dense


def stored(value: Any) -> Any:
    if isinstance(value, torch.Tensor):
        # A clone, since autograd's zeros may have no memory.
        flat = real_of(value.detach().clone())
        made = {
            "dtype": str(value.dtype).removeprefix("torch."),
            "shape": list(value.shape),
            "values": [number(item) for item in flat.reshape(-1).tolist()],
        }
        if value.layout != torch.strided:
            made["layout"] = camel(str(value.layout).removeprefix("torch."))
        return {**made, "grad": True} if value.is_leaf and value.requires_grad else made
    if isinstance(value, torch.dtype):
        return str(value).removeprefix("torch.")
    if isinstance(value, (list, tuple)):
        return [stored(item) for item in value]
    if isinstance(value, float):
        return number(value)
    return value


def number(value: float | bool) -> float | int | str:
    """JSON has no NaN and no infinities."""
    if isinstance(value, bool):
        return int(value)
    finite = not isinstance(value, float) or (value == value and abs(value) != float("inf"))
    return value if finite else str(value)


def camel(name: str) -> str:
    """`linalg.matrix_norm` → `linalg.matrixNorm`; a trailing underscore stays."""
    return re.sub(r"_([a-z0-9])", lambda match: match[1].upper(), name)
