"""Loads weights that layca wrote into a `torch.nn.Sequential`, as any user of PyTorch would.

    python scripts/reference/load_weights.py FILE

The file's own header says which network it is. Prints, as JSON, the softmax of the network's output
for a batch of ones and twos in evaluation mode, in float64.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import torch  # noqa: E402
from reference.modules import build, input_shape  # noqa: E402
from safetensors import safe_open  # noqa: E402
from safetensors.torch import load_file  # noqa: E402


def main(path: str) -> None:
    with safe_open(path, framework="pt") as file:
        network = json.loads(file.metadata()["spec"])["network"]
    net = build(network)
    net.load_state_dict(load_file(path), strict=True)
    shape = input_shape(network)
    inputs = torch.stack([torch.full(shape, value, dtype=torch.float64) for value in (1.0, 2.0)])
    with torch.no_grad():
        probabilities = net.eval()(inputs).softmax(1)
    print(json.dumps(probabilities.tolist()))


if __name__ == "__main__":
    main(sys.argv[1])
