"""Loss, gradients and running statistics of one batch, and logits in evaluation mode."""

import torch

from reference.losses import loss_of
from reference.networks import build


def run(case: dict, problem: dict, rounding=None) -> dict:
    """All training samples as one batch in training mode; then, weights as they were, an
    evaluation.

    The evaluation follows the training pass, so it uses the running statistics which that pass has
    updated. `rounding`: see sensitivity.py.
    """
    net = build(problem["network"])
    net.load_state_dict(problem["initial"])
    if rounding:
        rounding.attach(net)

    net.train()
    trained = net(problem["train"]["inputs"])
    loss = loss_of(case["loss"], trained, problem["train"]["targets"])
    loss.backward()
    net.eval()
    evaluation = problem["evaluation"]
    with torch.no_grad():
        logits = net(evaluation["inputs"])
    right = trained.argmax(1) == problem["train"]["targets"]
    loss_of_evaluation = loss_of(case["loss"], logits, evaluation["targets"])
    return {
        "loss": loss.item(),
        "accuracy": right.double().mean().item(),
        "gradients": {name: p.grad for name, p in net.named_parameters()},
        "buffers": dict(net.named_buffers()),
        "evaluationLogits": logits,
        "evaluationLoss": loss_of_evaluation.item(),
    }
