"""Losses, gradients and logits of one batch."""

FORWARD = [
    {
        "name": f"{network}, label smoothing {smoothing}",
        "network": network,
        "loss": {"kind": "crossEntropy", "labelSmoothing": smoothing},
    }
    for network, smoothing in (
        ("mlp", 0),
        ("mlp", 0.1),
        ("linear", 0),
        ("normed", 0),
        ("image", 0.25),
    )
]
