"""What records hold beside rotation: of runs, and of tensors as they are."""

from reference.cases.writing import SMOOTHED, case, lars, layca, rule, sgd


def recorded(name: str, network: str, optimizer: dict, layer: str, **options) -> dict:
    """Four epochs of four steps; feedback of the six evaluation samples unless said."""
    feedback = {"layer": layer, "images": options.pop("count", 6)}
    of = options.pop("images", "evaluation")
    made = case(name, network, optimizer, epochs=4, **options)
    return {**made, "feedback": feedback, "images": of}


AMSGRAD = rule("adam", lr=0.01, betas=[0.8, 0.9], amsgrad=True, weightDecay=0.05)
SMOOTH = rule("adam", betas=[0.9, 0.8], eps=0.01)
CENTERED = rule("rmsprop", lr=0.005, alpha=0.9, centered=True)

MEASURES = [
    # Of these evaluation samples one is alone in its class.
    recorded("sgd with momentum", "mlp", sgd(momentum=0.9), "0"),
    recorded("adam", "mlp", rule("adam", lr=0.01), "0", loss=SMOOTHED),
    recorded("amsgrad with weight decay", "mlp", AMSGRAD, "middle"),
    recorded("layca over adam", "mlp", layca(rule("adam")), "0"),
    recorded("layca over momentum, some layers trained", "mlp", layca(sgd(momentum=0.9)), "0")
    | {"trainable": ["0", "4"]},
    recorded("adamW, some layers trained", "mlp", rule("adamW", lr=0.01), "0")
    | {"trainable": ["middle"]},
    # The norms are those of the mean gradient before it is clipped.
    recorded("accumulated and clipped, adam", "mlp", rule("adam", lr=0.01), "0")
    | {"accumulate": 3, "clipGradNorm": 0.3},
    recorded("training images, a few of them", "mlp", sgd(), "0", images="train", count=9),
    recorded("training images, all there are", "mlp", sgd(), "1", images="train", count=1000),
    # Evaluation takes the running statistics; the ReLU after the layer works in place.
    recorded("batch-norm, layca over adam", "normed", layca(SMOOTH, rate=0.004), "before"),
    recorded("batch-norm, adagrad", "normed", rule("adagrad", lr=0.02), "0"),
    recorded("batch-norm, sgd with momentum", "image", sgd(momentum=0.9), "2"),
    recorded("rmsprop, centered", "pair", CENTERED, "1"),
    recorded("lars over adagrad", "pair", lars(rule("adagrad")), "0"),
    # Images of zeros get no feedback: zero vectors among others, and all of them.
    recorded("some feedback zero", "gaps", sgd(momentum=0.9), "0", images="train", count=12),
    recorded("all feedback zero", "dead", rule("adam"), "0"),
    # Of one dimension: parallel or opposite.
    recorded("feedback of one unit", "narrow", sgd(), "0"),
]

ALL = [0, 10, 25, 50, 75, 90, 100]
DRAWN = [-3.25, 8, 0.5, -0.125, 2.75, 64, -7, 0.0625, 1, 12.5, -0.03125, 3]

# Name, values, percents.
PERCENTILES = [
    ("one element", [2.5], ALL),
    ("two elements", [3, -1], [0, 1, 50, 99, 100]),
    ("on the elements", [5, 1, 4, 2, 3], [0, 25, 50, 75, 100]),
    ("between the elements", [5, 1, 4, 2, 3], [10, 12.5, 33, 60, 90, 99.5]),
    ("an even number of them", DRAWN, ALL),
    ("all the same", [0.75] * 7, ALL),
    ("ties, some at the ends", [1, 0, 1, 0, 1, 0, 2, 2], [*ALL[:4], 55, 60, *ALL[4:]]),
    ("the same percent twice", DRAWN, [0, 0, 30, 30, 100, 100]),
    ("none asked for", DRAWN, []),
    ("eleven elements, whose tenths are elements", DRAWN[:11], list(range(0, 101, 10))),
]

# Name, vectors, classes.
SILHOUETTES = [
    ("apart", [[4, 1, 0], [3, 0, 1], [-1, 5, 0], [0, 3, -1]], [0, 0, 1, 1]),
    ("mixed", [[4, 1, 0], [3, 0, 1], [-1, 5, 0], [0, 3, -1]], [0, 1, 0, 1]),
    (
        "three classes of different sizes, their labels apart",
        [[1, 2, -1], [2, 2, 0], [0, 1, -2], [-3, 1, 1], [-1, 0, 2], [1, -4, 1]],
        [7, 7, 7, 2, 2, 4],
    ),
    ("a class of one", [[1, 2], [2, 1], [1, 1], [-1, 2]], [0, 0, 0, 1]),
    ("each a class", [[1, 2], [2, 1], [-1, 2]], [0, 1, 2]),
    ("of any length", [[0.5, 0.25], [512, 384], [-3, 1], [-0.125, 0.25]], [0, 0, 1, 1]),
    ("opposite", [[3, 1], [6, 2], [-3, -1], [-1.5, -0.5]], [0, 0, 1, 1]),
    ("zero among others", [[0, 0], [2, 1], [1, 2], [-1, 2], [-2, 1]], [0, 0, 0, 1, 1]),
    ("zero in every class", [[0, 0], [2, 1], [0, 0], [-1, 2]], [0, 0, 1, 1]),
    ("all zero", [[0, 0], [0, 0], [0, 0], [0, 0]], [0, 0, 1, 1]),
    (
        "the same vector in both classes",
        [[3, 1, 2], [1, -1, 1], [3, 1, 2], [0, 1, 1]],
        [0, 0, 1, 1],
    ),
    ("a nearest class that ties", [[0, 1, 0], [0, 2, 1], [1, 0, 0], [-1, 0, 0]], [0, 0, 1, 2]),
    # 0/0 by the definition, whatever the roundings.
    (
        "all parallel",
        [[3 * k, 11 * k, -4 * k] for k in (1, 3, 5, 7, 9, 11)],
        [0, 1, 2, 0, 1, 2],
    ),
    (
        "parallel within a class",
        [[3, 1, 2], [9, 3, 6], [15, 5, 10], [1, 2, 3], [7, 14, 21]],
        [0, 0, 0, 1, 1],
    ),
    (
        "nearly parallel",
        [[1024, 1, 0], [1024, 2, 0], [1024, 0, 1], [1024, 0, 2], [1024, 1, 1]],
        [0, 0, 1, 1, 1],
    ),
]
