"""Functions that pick elements and put them."""

from .inputs import case, ints, t, values

INDICES = values([[0, 1], [2, 0]], "int64")
MASK = values([[True, False, True], [False, True, True]], "bool")

CASES = [
    case("index_select", t(3, 2), 0, ints(2, 0)),
    case("gather", t(3, 2), 0, INDICES),
    case("take", t(2, 3), ints(5, 0)),
    case("take_along_dim", t(3, 2), INDICES, dim=0),
    case("masked_select", t(2, 3), MASK),
    case("masked_fill", t(2, 3), MASK, 2),
    case("masked_fill", t(2, 3), MASK, values(1.5), gradients=False),
    case("masked_scatter", t(2, 3), MASK, t(6)),
    case("scatter", t(3, 2), 0, INDICES, t(2, 2)),
    case("scatter", t(3, 2), 0, INDICES, 3),
    case("scatter", t(3, 2), 0, INDICES, t(2, 2), reduce="add", gradients=False),
    case("scatter_add", t(3, 2), 0, INDICES, t(2, 2)),
    case("scatter_reduce", t(3, 2), 0, INDICES, t(2, 2), "amax", include_self=False),
    case("index_add", t(3, 2), 0, ints(0, 2), t(2, 2), alpha=2),
    case("index_copy", t(3, 2), 0, ints(0, 2), t(2, 2)),
    case("index_fill", t(3, 2), 0, ints(0, 2), 7),
    case("index_reduce", t(3, 2), 0, ints(0, 2), t(2, 2), "prod", include_self=True),
    case("index_put", t(3, 2), [ints(0, 2)], t(2, 2)),
    case("index_put", t(3, 2), [ints(0, 0)], t(2, 2), accumulate=True),
    case("index", t(3, 2), [ints(2, 0, 1)], python=lambda x, indices: x[indices[0]]),
    case("index", t(2, 3), [None, ints(2, 0)], python=lambda x, indices: x[:, indices[1]]),
    case("put", t(2, 3), ints(0, 4), t(2)),
    case("slice_scatter", t(5), t(2), start=1, end=3),
    case("select_scatter", t(2, 3), t(3), 0, 1),
    case("diagonal_scatter", t(3, 3), t(3)),
    case(
        "slice", t(5), start=1, end=4, step=2, python=lambda x, start, end, step: x[start:end:step]
    ),
    case("nn.functional.one_hot", ints(0, 2), num_classes=4),
    case("embedding", t(4, 2), ints(1, 3)),
    case("embedding_bag", t(4, 2), ints(1, 3, 0), ints(0, 2), only=[0]),
    case("tril_indices", 3, 3),
    case("triu_indices", 3, 3, offset=1),
    case("nonzero_static", ints(0, 2, 3), size=3),
]
