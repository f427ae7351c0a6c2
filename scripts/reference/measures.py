"""What records hold beside rotation: gradient norms, second moments, the feedback's silhouette."""

from math import ceil

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from reference import trajectory
from reference.cases.measures import PERCENTILES, SILHOUETTES
from reference.networks import cast
from reference.sensitivity import DRAWS, LARGEST, ROUNDINGS, Rounding, Worst
from reference.silhouette import silhouette

# Names of second moments in torch.optim: Adam's, RMSprop's, Adagrad's.
MOMENTS = ("exp_avg_sq", "square_avg", "sum")
PERCENTS = {"p10": 10, "p50": 50, "p90": 90}
COLUMNS = ("gradientNorm", *PERCENTS, "silhouette")


def percentile(t: Tensor, percent: float) -> float:
    return torch.quantile(t.flatten(), percent / 100, interpolation="linear").item()


def run(case: dict, problem: dict, rounding=None, dtype=torch.float64) -> dict:
    """A row of every kernel's numbers a step, and the silhouette at the end of every epoch."""
    made: dict[str, list] = {name: [] for name in COLUMNS}
    samples = case["batchSize"] * case.get("accumulate", 1)
    updates = ceil(len(problem["train"]["targets"]) / samples)

    def watch(net: nn.Sequential, gradients: dict[str, Tensor], buffers: dict[str, dict]) -> None:
        kernels = [n for n, p in net.named_parameters() if p.dim() >= 2]
        made["gradientNorm"].append(
            [gradients[n].norm().item() if n in gradients else 0.0 for n in kernels]
        )
        moments = [second_moment(buffers.get(n, {})) for n in kernels]
        for name, percent in PERCENTS.items():
            if any(m is not None for m in moments):
                made[name].append([0.0 if m is None else percentile(m, percent) for m in moments])
        if len(made["gradientNorm"]) % updates == 0:
            made["silhouette"].append(feedback(net, case, cast(problem, dtype)))

    trajectory.run(case, problem, rounding, dtype=dtype, watch=watch)
    return made


def second_moment(buffers: dict[str, Tensor]) -> Tensor | None:
    return next((buffers[name] for name in MOMENTS if name in buffers), None)


def feedback(net: nn.Sequential, case: dict, problem: dict) -> float:
    """Each image's gradient of its own loss by the layer's output, in evaluation mode."""
    names = [name for name, _ in net.named_children()]
    place = names.index(case["feedback"]["layer"]) + 1
    images = problem[case["images"]]
    count = case["feedback"]["images"]
    smoothing = case["loss"].get("labelSmoothing", 0)
    net.eval()
    gradients = []
    for x, y in zip(images["inputs"][:count], images["targets"][:count], strict=True):
        output = net[:place](x[None]).detach().requires_grad_()
        loss = cross_entropy(net[place:](output), y[None], label_smoothing=smoothing)
        gradients += torch.autograd.grad(loss, output)
    net.train()
    return silhouette(torch.cat(gradients), images["targets"][:count])


def expected(case: dict, problem: dict) -> dict:
    """The case with what its records hold, and how strongly they magnify rounding errors."""
    made = run(case, problem)
    worst = Worst(*COLUMNS)
    for seed in range(DRAWS):
        see(worst, made, run(case, problem, Rounding(seed)))
    amplification = worst.rounded()
    if max(amplification.values()) > LARGEST:
        raise AssertionError(f"{case['name']}: ill conditioned: {amplification}")
    in_float32 = Worst(*COLUMNS, unit=2.0**-24)
    see(in_float32, made, run(case, problem, dtype=torch.float32))
    for name, value in in_float32.seen.items():
        if value > ROUNDINGS * amplification[name]:
            raise AssertionError(f"{case['name']}: in float32 {name} errs by {value:.3g} units")
    return {**case, "expected": made, "amplification": amplification}


def see(worst: Worst, made: dict, other: dict) -> None:
    """Norms and percentiles relative to themselves; a silhouette's scale is 1."""
    for name in COLUMNS:
        for row, noisy in zip(made[name], other[name], strict=True):
            if name == "silhouette":
                worst.see(name, row, noisy, 1)
                continue
            for value, disturbed in zip(row, noisy, strict=True):
                worst.see(name, value, disturbed)


def plain() -> dict:
    """Percentiles and silhouettes of tensors, among them what defeats careless code."""
    return {
        "percentiles": [
            {"name": name, "values": values, "percents": percents}
            | {"expected": [percentile(tensor(values), percent) for percent in percents]}
            for name, values, percents in PERCENTILES
        ],
        "silhouettes": [
            {"name": name, "vectors": vectors, "labels": labels}
            | {"expected": silhouette(tensor(vectors), torch.tensor(labels))}
            for name, vectors, labels in SILHOUETTES
        ],
    }


def tensor(values: list) -> Tensor:
    return torch.tensor(values, dtype=torch.float64)
