"""Holds that each option of a case shows in its result: else the case could not tell it apart."""

from reference import trajectory

# In these networks something has no effect, which is what they are for.
WITHOUT_EFFECT = {"dead", "narrow", "gaps", "linear"}
# The radius shows in rounding alone; a transform that freezes the others has no use for an lr.
NEVER_SHOWN = {"kind", "base", "rate", "radius", "lr"}
SHOWN = 1e-6  # of a tensor's largest, far above the tolerance in float64


def hold_that_they_show(case: dict, problem: dict, expected: dict) -> None:
    if case["network"] in WITHOUT_EFFECT:
        return
    for key, other in without_each(case):
        made = trajectory.run(other, problem, torch_optim=False)
        if trajectory.deviation(made["states"][-1], expected["states"][-1]) < SHOWN:
            raise AssertionError(f"{case['name']} on {case['network']}: {key} does not show")


def without_each(case: dict):
    """The case without each option of its optimizer and updates, and with a constant schedule."""
    optimizer = case["optimizer"]
    for key in optimizer.keys() - NEVER_SHOWN:
        yield key, {**case, "optimizer": without(optimizer, key)}
    for key in optimizer.get("base", {}).keys() - NEVER_SHOWN:
        base = without(optimizer["base"], key)
        yield f"base.{key}", {**case, "optimizer": {**optimizer, "base": base}}
    if case["schedule"]["kind"] != "constant":
        yield "schedule", {**case, "schedule": {"kind": "constant"}}
    for key in case.keys() & {"accumulate", "clipGradNorm"}:
        yield key, without(case, key)


def without(options: dict, key: str) -> dict:
    return {name: value for name, value in options.items() if name != key}
