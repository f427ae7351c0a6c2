"""Reads the two tensors that bench/samples.ts writes."""

import json
from pathlib import Path

import torch


def read(path: str) -> tuple[torch.Tensor, torch.Tensor]:
    data = bytearray(Path(path).read_bytes())
    start = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:start])

    def tensor(name: str, dtype: torch.dtype) -> torch.Tensor:
        first, last = header[name]["data_offsets"]
        values = torch.frombuffer(data[start + first : start + last], dtype=dtype)
        return values.reshape(header[name]["shape"]).clone()

    types = {"F32": torch.float32, "U8": torch.uint8}
    inputs = tensor("train.inputs", types[header["train.inputs"]["dtype"]])
    return inputs, tensor("train.targets", torch.int64)
