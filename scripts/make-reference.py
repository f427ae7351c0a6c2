"""Writes the float64 reference that `test/reference` compares the engine with.

    python scripts/make-reference.py test/reference/data

Needs Python torch 2.11 (which brings mpmath along) and safetensors; `npm run reference` finds or
makes such a Python. The problems are small, and everything that enters them is a short binary fraction, exact in
float32 as in float64.
"""

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import torch
from reference import cases, forward, functional, indexing, layers, measures, operators, options
from reference import philox, plain, printing, rotation, saved, schedules, sensitivity, tasks
from reference import trajectory, writing
from reference.networks import NETWORKS, problem

REQUIRED_TORCH = "2.11.0"


def main() -> int:
    if len(sys.argv) != 2:
        print("usage: make-reference.py FOLDER", file=sys.stderr)
        return 2
    version = torch.__version__.split("+")[0]
    if version != REQUIRED_TORCH:
        print(f"torch: expected {REQUIRED_TORCH} but received {version}", file=sys.stderr)
        return 2
    prepare()
    schedules.hold_against_torch()
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)

    philox.hold_against_random123()
    problems = {name: problem(name) for name in NETWORKS}
    problems_of_layers = layers.problems()
    made = {
        "networks": {"problems": problems},
        "forward": {"cases": [forward_case(case, problems) for case in cases.FORWARD]},
        "layers": {
            "problems": problems_of_layers,
            "cases": [forward_case(case, problems_of_layers) for case in layers.CASES],
        },
        "functional": {"cases": functional.expected()},
        "indexing": indexing.expected(),
        "operators": {"cases": operators.expected()},
        "printing": {"cases": printing.expected()},
        "rotation": rotation.expected(),
        "rules": rules(),
        "safetensors": saved.write(folder, problems),
    }
    with ProcessPoolExecutor(os.cpu_count(), initializer=prepare) as pool:
        for name, table in cases.TRAJECTORIES.items():
            made[name] = {"cases": list(pool.map(trajectory_case, table))}
        made["measures"] = {
            "cases": list(pool.map(measures_case, cases.MEASURES)),
            **measures.plain(),
        }
        made["tasks"] = {"tasks": list(pool.map(tasks.expected, cases.TASKS))}
    for name, content in made.items():
        path = folder / f"{name}.json"
        path.write_text(writing.dumps({"torch": version, **content}) + "\n")
        print(f"{path}: {path.stat().st_size / 1000:.0f} kB")
    return 0


def prepare() -> None:
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)


def rules() -> dict:
    """Rules on plain tensors, and the transforms that the property tests put around them."""
    given = plain.problem()
    return {
        "problem": given,
        "cases": [plain.expected(name, spec, given) for name, spec in cases.RULES.items()],
        "transforms": [{"name": name, "spec": spec} for name, spec in cases.TRANSFORMS.items()],
    }


def forward_case(case: dict, problems: dict) -> dict:
    """The case with what one batch must give, and how strongly it magnifies rounding errors."""
    source = problems[case["network"]]
    expected = forward.run(case, source)
    amplification = sensitivity.of_forward(case, source, expected)
    return {**case, "expected": expected, "amplification": amplification}


def trajectory_case(case: dict) -> dict:
    """The case with what a run of it must give, and how strongly it magnifies rounding errors."""
    source = problem(case["network"])
    expected = trajectory.checked(case, source)
    options.hold_that_they_show(case, source, expected)
    amplification = sensitivity.of_trajectory(case, source, expected)
    sensitivity.hold_in_float32(case, source, expected, amplification)
    return {**case, "expected": trajectory.stored(expected), "amplification": amplification}


def measures_case(case: dict) -> dict:
    """The case with what its records must hold, and how strongly they magnify rounding errors."""
    return measures.expected(case, problem(case["network"]))


if __name__ == "__main__":
    sys.exit(main())
