"""What makes the gradient of one update: several batches, and a limit of its norm."""

from reference.cases.writing import DROPS, case, layca, rule, sgd

COSINE = {"kind": "cosine", "epochs": 6}

UPDATES = [
    # Fifteen samples in batches of 4, 4, 4 and 3: updates of 8 and 7, where samples weigh alike.
    case("of two batches", "mlp", sgd(momentum=0.9), accumulate=2),
    case("of three batches, then of the one left", "mlp", sgd(momentum=0.9), accumulate=3),
    case("of all batches", "mlp", rule("adam", lr=0.01), accumulate=9),
    case("of two batches, cosine by updates", "mlp", sgd(), schedule=COSINE, accumulate=2),
    case("of three batches, layca, drops", "pair", layca(sgd()), schedule=DROPS, accumulate=3),
    # Each batch by its own statistics.
    case("of two batches, batch-norm", "normed", layca(sgd(momentum=0.9)), accumulate=2),
    case("clipped", "mlp", sgd(momentum=0.9), clipGradNorm=0.25),
    case("clipped at times", "mlp", sgd(), clipGradNorm=0.9),
    # The decay is added to what is clipped.
    case("clipped, weight decay", "mlp", sgd(weightDecay=0.1), clipGradNorm=0.25),
    case("clipped, layca over momentum", "mlp", layca(sgd(momentum=0.9)), clipGradNorm=0.5),
    # By the norm of the trained gradients alone.
    case(
        "clipped, some layers trained",
        "mlp",
        sgd(lr=0.5),
        trainable=["0", "4"],
        clipGradNorm=0.5,
    ),
    case("clipped, of two batches", "normed", sgd(momentum=0.9), accumulate=2, clipGradNorm=0.5),
]
