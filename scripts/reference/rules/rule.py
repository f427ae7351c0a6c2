"""What the step rules share: options, buffers, a count of steps, weight decay."""

from torch import Tensor

Parameters = dict[str, Tensor]


class Rule:
    """Base steps: what the rule would subtract from each parameter, which has a name."""

    defaults: dict = {}

    def __init__(self, spec: dict):
        self.options = {"weightDecay": 0, "weightDecayOn": "kernels", **self.defaults, **spec}
        self.steps: dict[str, int] = {}
        # By the parameter's name, then by the buffer's in torch.optim.
        self.buffers: dict[str, Parameters] = {}

    def step(self, name: str, w: Tensor, gradient: Tensor, lr: float) -> Tensor:
        self.steps[name] = self.steps.get(name, 0) + 1
        buffers = self.buffers.setdefault(name, {})
        return self.base_step(w, self.decay(name, w), gradient, lr, self.steps[name], buffers)

    def base_step(
        self, w: Tensor, decay: float, g: Tensor, lr: float, t: int, buffers: Parameters
    ) -> Tensor:
        """`t` counts from one; `buffers` are those of this parameter, empty before its first."""
        raise NotImplementedError

    def decay(self, name: str, w: Tensor) -> float:
        """The weight decay of a parameter: `weightDecay` where `weightDecayOn` covers it."""
        return self.options["weightDecay"] if decays(self.options["weightDecayOn"], name, w) else 0


def decays(on: str | list[str], name: str, w: Tensor) -> bool:
    if on == "all":
        return True
    if on == "kernels":
        return w.dim() >= 2
    return covers(on, name)


def covers(layers: list[str], parameter: str) -> bool:
    """Whether the parameter is of one of the layers, or of one inside it."""
    return any(parameter.startswith(f"{layer}.") for layer in layers)
