"""Functions of `torch.nn.functional` that are no operators themselves, in Python's own form, by name."""

import torch
import torch.nn.functional as F

from .operators.evaluating import evaluated
from .operators.inputs import case, fixed, ints, t, values

LOGITS = t(3, 4)
TARGETS = ints(0, 3, 1)
IMAGE = t(1, 2, 4, 4)
POSITIVE = t(2, 3, kind="positive")
UNIT = t(1, 3, 2, 2, kind="unit")


def named(name: str, *args, **options):
    return case(f"nn.functional.{name}", *args, python=getattr(F, name), **options)


def floating(*shape: int):
    """Numbers that are given, and take no part in gradients."""
    return fixed(t(*shape))


CASES = [
    *[named("cross_entropy", LOGITS, TARGETS, reduction=r) for r in ("none", "mean", "sum")],
    named("cross_entropy", LOGITS, TARGETS),
    named("cross_entropy", LOGITS, TARGETS, ignore_index=3, label_smoothing=0.25),
    named("cross_entropy", LOGITS, TARGETS, weight=fixed(t(4, kind="positive"))),
    named("cross_entropy", LOGITS, fixed(t(3, 4, kind="probability")), label_smoothing=0.1),
    named("cross_entropy", t(2, 3, 2), values([[0, 2], [1, 1]], "int64")),
    named("cross_entropy", t(4), values(2, "int64")),
    named("nll_loss", LOGITS, TARGETS),
    named("nll_loss", LOGITS, TARGETS, ignore_index=1, reduction="sum"),
    named("nll_loss", t(2, 3, 2), values([[0, 2], [1, 1]], "int64"), reduction="none"),
    *[
        named(name, t(2, 3), t(2, 3), reduction=r)
        for name in ("mse_loss", "l1_loss", "smooth_l1_loss", "huber_loss")
        for r in ("none", "mean", "sum")
    ],
    named("mse_loss", t(2, 3), t(2, 3)),
    named("smooth_l1_loss", t(2, 3), t(2, 3), beta=0.5),
    named("huber_loss", t(2, 3), t(2, 3), delta=0.5),
    named("binary_cross_entropy", t(4, kind="probability"), fixed(t(4, kind="probability"))),
    named("binary_cross_entropy_with_logits", t(4), t(4, kind="probability"), reduction="mean"),
    named("binary_cross_entropy_with_logits", t(4), t(4, kind="probability"), pos_weight=floating(4)),
    *[
        named("kl_div", LOGITS, t(3, 4, kind="probability"), reduction=r)
        for r in ("none", "mean", "sum", "batchmean")
    ],
    named("kl_div", LOGITS, t(3, 4), log_target=True, reduction="batchmean"),
    named("poisson_nll_loss", t(2, 3), POSITIVE),
    named("poisson_nll_loss", POSITIVE, POSITIVE, log_input=False, full=True, reduction="sum"),
    named("gaussian_nll_loss", t(2, 3), t(2, 3), POSITIVE),
    named("gaussian_nll_loss", t(2, 3), t(2, 3), POSITIVE, full=True, eps=1.0, reduction="none"),
    named("multilabel_soft_margin_loss", t(2, 3), fixed(t(2, 3, kind="bit"))),
    named(
        "multilabel_soft_margin_loss",
        t(2, 3),
        fixed(t(2, 3, kind="bit")),
        weight=fixed(t(3, kind="positive")),
        reduction="none",
    ),
    named("dropout", t(4), p=0.0),
    named("dropout", t(4), training=False),
    named("dropout2d", IMAGE, training=False),
    named("alpha_dropout", t(4)),
    named("batch_norm", UNIT, floating(3), fixed(t(3, kind="positive"))),
    named("batch_norm", t(4, 3), floating(3), fixed(t(3, kind="positive")), training=True),
    named("batch_norm", t(4, 3), None, None, weight=t(3), bias=t(3), training=True, eps=0.25),
    named("instance_norm", IMAGE, weight=t(2), bias=t(2)),
    named("local_response_norm", t(2, 5, 3), 3, alpha=0.5, beta=0.5, k=2.0),
    named("local_response_norm", IMAGE, 2),
    named("normalize", t(2, 3)),
    named("normalize", t(2, 3), p=1.0, dim=0, eps=40.0),
    named("embedding", values([[0, 2], [2, 1]], "int64"), t(3, 2)),
    named("embedding", ints(0, 2, 1), t(3, 2), padding_idx=-1),
    named("embedding", ints(0, 2, 2), t(3, 2), scale_grad_by_freq=True),
    named("embedding", ints(0, 2, 2), t(3, 2), max_norm=0.5),
    named("embedding", ints(0, 1), t(3, 2), max_norm=1.5, norm_type=1.0),
    *[
        named("embedding_bag", values([[0, 2], [2, 1]], "int64"), t(3, 2), mode=mode)
        for mode in ("sum", "mean", "max")
    ],
    named("embedding_bag", ints(0, 2, 2, 1), t(3, 2), offsets=ints(0, 3)),
    named("embedding_bag", ints(0, 2, 2, 1), t(3, 2), offsets=ints(0, 3), max_norm=0.5),
    named(
        "embedding_bag",
        values([[0, 2], [2, 1]], "int64"),
        t(3, 2),
        mode="sum",
        per_sample_weights=t(2, 2),
    ),
    named("interpolate", t(1, 2, 3), scale_factor=2),
    named("interpolate", t(1, 2, 5), size=3, mode="linear", align_corners=True),
    named("interpolate", IMAGE, size=[2, 3]),
    named("interpolate", IMAGE, scale_factor=1.5, mode="bilinear"),
    named("interpolate", IMAGE, size=5, mode="bicubic", align_corners=True),
    named("interpolate", IMAGE, scale_factor=0.5, mode="area"),
    named("interpolate", t(1, 1, 2, 2, 2), scale_factor=[2, 1, 1.5], mode="trilinear"),
    named("affine_grid", t(1, 2, 3), [1, 1, 2, 3], align_corners=False),
    named("grid_sample", IMAGE, t(1, 2, 2, 2, kind="unit"), align_corners=False),
    named(
        "grid_sample",
        IMAGE,
        fixed(t(1, 2, 2, 2)),
        mode="nearest",
        padding_mode="reflection",
        align_corners=True,
    ),
    named("unfold", IMAGE, 2),
    named("unfold", IMAGE, [2, 1], padding=1, stride=[2, 1], dilation=1),
    named("fold", t(1, 4, 9), 4, 2),
    named("softsign", t(4)),
    named("tanhshrink", t(4)),
    named("logsigmoid", t(4)),
    named("softmin", t(2, 3), 1),
    named("softmax", t(2, 3), -1),
    named("gelu", t(4)),
    named("gelu", t(4), approximate="tanh"),
    named("linear", t(2, 3), t(4, 3), bias=t(4)),
    named("conv2d", IMAGE, t(2, 2, 3, 3), padding="same", bias=t(2)),
    named("conv2d", IMAGE, t(2, 2, 3, 3), padding="valid"),
    named("pad", t(2, 3), [1, 2]),
    named("pad", IMAGE, [1, 1, 2, 0], mode="reflect"),
]


def expected() -> list[dict]:
    torch.use_deterministic_algorithms(False)
    made = [evaluated(each) for each in CASES]
    torch.use_deterministic_algorithms(True)
    return made
