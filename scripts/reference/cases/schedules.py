"""Every schedule of spec.md, over a rule and over a transform."""

from reference.cases.writing import case, layca, rule, sgd

CONSTANT = {"kind": "constant"}
STEP = {"kind": "step", "milestones": [0, 2, 5], "gamma": 0.5}
COSINE = {"kind": "cosine", "epochs": 5}


def warmup(epochs: int, then: dict) -> dict:
    return {"kind": "warmup", "epochs": epochs, "then": then}


SCHEDULES = [
    case(name, "pair", optimizer, schedule=schedule)
    for name, optimizer, schedule in (
        ("constant", sgd(momentum=0.9), CONSTANT),
        ("step", sgd(momentum=0.9), STEP),
        ("step with torch's gamma", layca(sgd()), {"kind": "step", "milestones": [4]}),
        ("cosine, then at its end", sgd(momentum=0.9), COSINE),
        (
            "cosine beyond the run, with a final factor",
            layca(sgd()),
            {"kind": "cosine", "epochs": 10, "final": 0.25},
        ),
        ("warm-up, then constant", rule("adam", lr=0.02), warmup(3, CONSTANT)),
        ("warm-up, then step", layca(sgd(momentum=0.8)), warmup(2, STEP)),
        (
            "warm-up, then cosine",
            sgd(momentum=0.9, momentumForm="velocity"),
            warmup(2, {**COSINE, "final": 0.1}),
        ),
        ("two warm-ups", sgd(), warmup(1, warmup(2, COSINE))),
        ("warm-up beyond the run", layca(rule("adam", lr=0.02)), warmup(20, CONSTANT)),
    )
]
