"""Weights as Python's safetensors writes them, and what is in them.

Written by the package's own serializer from the tensors' bytes: `safetensors.torch.save_file` does
the same by way of NumPy, which nothing else here needs.
"""

from pathlib import Path

import safetensors
import torch
from torch import Tensor
from torch.nn.functional import softmax

from reference.networks import build, cast

NETWORK = "normed"
FILES = {"weights": "python-weights.safetensors", "types": "python-types.safetensors"}

# A name that JSON must escape, no elements, no dimensions, and each type that both sides know.
TYPES = {
    'quoted "ä"/\\': torch.tensor([[1.5, -2.25], [0.0, 3.0]], dtype=torch.float32),
    "empty": torch.zeros([0, 3], dtype=torch.float32),
    "scalar": torch.tensor(0.1, dtype=torch.float64),
    "halves": torch.tensor([1.0, -0.5, 65504.0], dtype=torch.float16),
    "brains": torch.tensor([1.0, -3.0, 2.0**50], dtype=torch.bfloat16),
    "longs": torch.tensor([-(2**40), 7], dtype=torch.int64),
    "ints": torch.tensor([[-(2**31)], [2**31 - 1]], dtype=torch.int32),
    "shorts": torch.tensor([-32768, 32767], dtype=torch.int16),
    "signed": torch.tensor([-128, 127], dtype=torch.int8),
    "bytes": torch.tensor([0, 255, 3], dtype=torch.uint8),
    "truths": torch.tensor([True, False, True]),
}


def write(folder: Path, problems: dict) -> dict:
    """Writes both files into the folder and returns what a reader must find in them."""
    problem = cast(problems[NETWORK], torch.float32)
    save(folder / FILES["weights"], problem["initial"], {"made by": "Python"})
    save(folder / FILES["types"], TYPES)
    net = build(problem["network"])
    net.load_state_dict(problem["initial"])
    evaluation = cast(problems[NETWORK], torch.float64)["evaluation"]
    with torch.no_grad():
        logits = net.eval()(evaluation["inputs"])
    return {
        "files": FILES,
        "network": NETWORK,
        "probabilities": softmax(logits, 1),
        "types": {
            name: {
                "dtype": str(value.dtype).removeprefix("torch."),
                "shape": list(value.shape),
                "values": value.flatten().tolist(),
            }
            for name, value in TYPES.items()
        },
    }


def save(path: Path, state: dict[str, Tensor], metadata: dict[str, str] | None = None) -> None:
    tensors = {
        name: {
            "dtype": str(value.dtype).removeprefix("torch."),
            "shape": list(value.shape),
            "data": bytes(value.contiguous().untyped_storage()),
        }
        for name, value in state.items()
    }
    safetensors.serialize_file(tensors, str(path), metadata)
