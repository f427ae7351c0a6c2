"""The convolutional networks of the study in Python torch, and the reduced C10-CNN1."""

import torch
from torch import nn
from torch.nn import functional


def convolution(channels: int, filters: int, size: int = 3, stride: int = 1) -> nn.Module:
    """Keras' "same", which at stride 2 pads an even image below and on the right alone."""
    after = 1 if stride == 2 and size == 3 else 0
    kernel = nn.Conv2d(
        channels, filters, size, stride=stride, padding=0 if after else size // 2, bias=False
    )
    return nn.Sequential(nn.ZeroPad2d((0, after, 0, after)), kernel) if after else kernel


def stages(filters: list[int], convolutions: int, momentum: float) -> nn.Sequential:
    """Stages of convolution, ReLU, batch-norm; max pooling between stages."""
    layers: list[nn.Module] = []
    channels = 3
    for stage, count in enumerate(filters):
        if stage > 0:
            layers.append(nn.MaxPool2d(2))
        for _ in range(convolutions):
            norm = nn.BatchNorm2d(count, affine=False, eps=1e-3, momentum=momentum)
            layers += [convolution(channels, count), nn.ReLU(inplace=True), norm]
            channels = count
    head = [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, 10, bias=False)]
    return nn.Sequential(*layers, *head)


class Block(nn.Module):
    """Two convolutions beside a shortcut, which is a strided 1×1 where the channels change."""

    def __init__(self, channels: int, filters: int, stride: int) -> None:
        super().__init__()
        self.branch = nn.Sequential(
            convolution(channels, filters, stride=stride),
            nn.BatchNorm2d(filters, affine=False, eps=1e-3, momentum=0.01),
            nn.ReLU(inplace=True),
            convolution(filters, filters),
            nn.BatchNorm2d(filters, affine=False, eps=1e-3, momentum=0.01),
        )
        same = stride == 1 and channels == filters
        self.shortcut = nn.Identity() if same else convolution(channels, filters, 1, stride)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return functional.relu(self.branch(x) + self.shortcut(x), inplace=True)


def residual_net() -> nn.Sequential:
    """Three stacks of five blocks."""
    norm = nn.BatchNorm2d(16, affine=False, eps=1e-3, momentum=0.01)
    layers: list[nn.Module] = [convolution(3, 16), norm, nn.ReLU(inplace=True)]
    channels = 16
    for filters in (16, 32, 64):
        for block in range(5):
            layers.append(Block(channels, filters, 2 if block == 0 and filters > 16 else 1))
            channels = filters
    head = [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, 100, bias=False)]
    return nn.Sequential(*layers, *head)


CONV_NETS = {
    "C10-CNN1": lambda: stages([32, 64, 128, 256], 6, 0.01),
    "ResNet-32": residual_net,
    "C10-r": lambda: stages([8, 16, 32, 64], 2, 0.05),
}
