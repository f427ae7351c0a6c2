"""Figure 1's network in Python torch."""

from torch import nn

HIDDEN, WIDTH, CLASSES = 10, 784, 10


def perceptron() -> nn.Sequential:
    """Eleven linear layers, glorot uniform, biases 0, a ReLU between two."""
    layers: list[nn.Module] = []
    for outputs in [WIDTH] * HIDDEN + [CLASSES]:
        linear = nn.Linear(WIDTH, outputs)
        nn.init.xavier_uniform_(linear.weight)
        nn.init.zeros_(linear.bias)
        layers += [linear, nn.ReLU()]
    return nn.Sequential(*layers[:-1])
