"""Operators of sparse tensors."""

from .inputs import case, ints, sparse, t

COO = sparse([[1.5, 0, -2], [0, 0.25, 0]])
CSR = sparse([[1.5, 0, -2], [0, 0.25, 0]], "sparse_csr")

CASES = [
    case("sparse.mm", COO, t(3, 2)),
    case("sparse.mm", CSR, t(3, 2)),
    case("sparse.mm", COO, sparse([[0, 1.25], [0, 0], [3, 0]])),
    case("sparse.mm", CSR, t(3, 2), "sum"),
    case("sparse.mm", CSR, t(3, 2), "mean"),
    case("sparse.mm", CSR, t(3, 2), "amax"),
    case("sparse.mm", CSR, t(3, 2), "amin"),
    case("sparse.addmm", t(2, 2), COO, t(3, 2)),
    case("sparse.addmm", t(2, 2), COO, t(3, 2), beta=0.5, alpha=2),
    case("sparse.sampled_addmm", CSR, t(2, 4), t(4, 3), beta=0.5, alpha=2),
    case("sparse.softmax", COO, 1),
    case("sparse.softmax", COO, 0, dtype="float32", gradients=False),
    case("sparse.log_softmax", COO, 1),
    case("sparse.sum", COO),
    case("sparse.sum", COO, dtype="float32", gradients=False),
    case("sparse.sum", COO, [0]),
    case("sparse.sum", COO, 1),
    case("sparse.sum", COO, [1], dtype="float32", gradients=False),
    case("sparse.spdiags", t(2, 3), ints(0, 1), [3, 3], gradients=False),
    case("sparse.spdiags", t(1, 3), ints(-1), [3, 4], gradients=False, layout="sparseCsr"),
]
