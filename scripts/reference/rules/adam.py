"""Adam (Kingma and Ba, Algorithm 1) and AdamW (Loshchilov and Hutter), with amsgrad on demand."""

import torch
from torch import Tensor, zeros_like

from reference.rules.rule import Parameters, Rule


class Adam(Rule):
    defaults = {"lr": 1e-3, "betas": [0.9, 0.999], "eps": 1e-8, "amsgrad": False}
    decoupled = False

    def base_step(
        self, w: Tensor, decay: float, g: Tensor, lr: float, t: int, buffers: Parameters
    ) -> Tensor:
        beta1, beta2 = self.options["betas"]
        if not self.decoupled:
            g = g + decay * w
        m = beta1 * buffers.get("exp_avg", zeros_like(w)) + (1 - beta1) * g
        v = beta2 * buffers.get("exp_avg_sq", zeros_like(w)) + (1 - beta2) * g * g
        buffers |= {"exp_avg": m, "exp_avg_sq": v}
        if self.options["amsgrad"]:
            v = torch.maximum(buffers.get("max_exp_avg_sq", zeros_like(w)), v)
            buffers["max_exp_avg_sq"] = v
        unbiased = m / (1 - beta1**t)
        s = lr * unbiased / ((v / (1 - beta2**t)).sqrt() + self.options["eps"])
        return s + lr * decay * w if self.decoupled else s


class AdamW(Adam):
    """Its decay is part of the step, and so of what a transform is given."""

    defaults = {**Adam.defaults, "weightDecay": 0.01}
    decoupled = True
