"""torch.optim.RMSprop's formulas: plain, centered, with momentum; eps outside the root."""

from torch import Tensor, zeros_like

from reference.rules.rule import Parameters, Rule


class Rmsprop(Rule):
    defaults = {"lr": 1e-2, "alpha": 0.99, "eps": 1e-8, "momentum": 0, "centered": False}

    def base_step(
        self, w: Tensor, decay: float, g: Tensor, lr: float, t: int, buffers: Parameters
    ) -> Tensor:
        alpha, momentum = self.options["alpha"], self.options["momentum"]
        g = g + decay * w
        v = alpha * buffers.get("square_avg", zeros_like(w)) + (1 - alpha) * g * g
        buffers["square_avg"] = v
        if self.options["centered"]:
            mean = alpha * buffers.get("grad_avg", zeros_like(w)) + (1 - alpha) * g
            buffers["grad_avg"] = mean
            v = v - mean * mean
        scaled = g / (v.sqrt() + self.options["eps"])
        if momentum == 0:
            return lr * scaled
        buffers["momentum_buffer"] = (
            momentum * buffers.get("momentum_buffer", zeros_like(w)) + scaled
        )
        return lr * buffers["momentum_buffer"]
