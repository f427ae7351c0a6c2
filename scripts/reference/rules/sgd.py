"""spec.md's sgd in its three momentum forms; `torch` is torch.optim.SGD's."""

from torch import Tensor, zeros_like

from reference.rules.rule import Parameters, Rule


class Sgd(Rule):
    defaults = {
        "lr": 1e-3,
        "momentum": 0,
        "dampening": 0,
        "nesterov": False,
        "momentumForm": "torch",
    }

    def base_step(
        self, w: Tensor, decay: float, g: Tensor, lr: float, t: int, buffers: Parameters
    ) -> Tensor:
        options = self.options
        momentum, nesterov = options["momentum"], options["nesterov"]
        g = g + decay * w
        if momentum == 0:
            return lr * g
        v = buffers.get("momentum_buffer", zeros_like(w))
        if options["momentumForm"] == "torch":
            v = g.clone() if t == 1 else momentum * v + (1 - options["dampening"]) * g
            s = lr * (g + momentum * v if nesterov else v)
        elif options["momentumForm"] == "velocity":
            v = momentum * v - lr * g
            s = lr * g - momentum * v if nesterov else -v
        else:
            v = momentum * v + (1 - momentum) * g
            s = lr * v
        buffers["momentum_buffer"] = v
        return s
