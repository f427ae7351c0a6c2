"""torch.optim.Adagrad's formulas (Duchi, Hazan and Singer); eps outside the root."""

from torch import Tensor, full_like

from reference.rules.rule import Parameters, Rule


class Adagrad(Rule):
    defaults = {"lr": 1e-2, "lrDecay": 0, "initialAccumulator": 0, "eps": 1e-10}

    def base_step(
        self, w: Tensor, decay: float, g: Tensor, lr: float, t: int, buffers: Parameters
    ) -> Tensor:
        g = g + decay * w
        before = buffers.get("sum", full_like(w, self.options["initialAccumulator"]))
        buffers["sum"] = before + g * g
        lr = lr / (1 + (t - 1) * self.options["lrDecay"])
        return lr * g / (buffers["sum"].sqrt() + self.options["eps"])
