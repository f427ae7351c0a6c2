"""Functions of one element at a time."""

from .inputs import case, complexes, ints, t, values

ANYWHERE = """abs absolute acosh arcsinh asinh atan arctan ceil cos cosh deg2rad erf erfc exp exp2 expm1 fix floor frac
    neg negative positive rad2deg reciprocal relu round selu celu sgn sigmoid sign sin sinc sinh square tan tanh trunc
    isnan isinf isfinite isposinf isneginf isreal signbit logical_not nan_to_num conj conj_physical resolve_conj
    resolve_neg alpha_dropout real angle i0 special.entr special.erf special.erfc special.erfcx special.exp2
    special.expit special.expm1 special.i0 special.i0e special.i1 special.i1e special.ndtr special.log_ndtr
    special.sinc special.round special.bessel_j0 special.bessel_j1 special.airy_ai special.modified_bessel_i0
    special.modified_bessel_i1 nn.functional.gelu nn.functional.silu nn.functional.mish nn.functional.relu6
    nn.functional.elu nn.functional.leaky_relu nn.functional.hardtanh nn.functional.hardsigmoid
    nn.functional.hardswish nn.functional.softplus nn.functional.softshrink nn.functional.log_sigmoid hardshrink"""
POSITIVE = """digamma lgamma log log10 log1p log2 rsqrt sqrt special.digamma special.gammaln special.log1p special.psi
    special.bessel_y0 special.bessel_y1 special.modified_bessel_k0 special.modified_bessel_k1
    special.scaled_modified_bessel_k0 special.scaled_modified_bessel_k1 special.spherical_bessel_j0"""
UNIT = "acos arccos arcsin arctanh asin atanh erfinv special.erfinv"
PROBABILITY = "logit special.logit special.ndtri"

SKIPPED = {"acosh", "alpha_dropout"}

TWO = """add sub subtract mul multiply div divide true_divide maximum minimum fmax fmin atan2 arctan2 hypot copysign
    eq ne not_equal lt less le less_equal gt greater ge greater_equal logical_and logical_or logical_xor
    rsub logaddexp logaddexp2 remainder fmod isclose dist"""

POLYNOMIALS = """chebyshev_polynomial_t chebyshev_polynomial_u chebyshev_polynomial_v chebyshev_polynomial_w
    hermite_polynomial_h hermite_polynomial_he laguerre_polynomial_l legendre_polynomial_p
    shifted_chebyshev_polynomial_t shifted_chebyshev_polynomial_u shifted_chebyshev_polynomial_v
    shifted_chebyshev_polynomial_w"""

CASES = [
    *[case(name, t(2, 3)) for name in ANYWHERE.split() if name not in SKIPPED],
    *[case(name, t(2, 3, kind="positive")) for name in POSITIVE.split()],
    *[case(name, t(2, 3, kind="above one")) for name in ("acosh", "arccosh")],
    *[case(name, t(2, 3, kind="unit")) for name in UNIT.split()],
    *[case(name, t(2, 3, kind="probability")) for name in PROBABILITY.split()],
    *[case(name, t(2, 3), t(3)) for name in TWO.split()],
    *[
        case(f"special.{name}", t(4, kind="unit"), ints(0, 1, 2, 3), gradients=False)
        for name in POLYNOMIALS.split()
    ],
    *[
        case(name, t(2, 3), t(3), gradients=False)
        for name in ("heaviside", "nextafter", "floor_divide")
    ],
    case("add", t(2, 3), t(2, 3), alpha=2),
    case("add", t(2, 3), 3),
    case("add", ints(1, 2), 3),
    case("add", ints(1, 2), 0.5),
    case("sub", t(2, 3), t(2, 3), alpha=0.5),
    case("mul", t(2), {"re": 1, "im": -2}),
    case("mul", complexes(3), complexes(3)),
    case("div", t(4), 0.75, rounding_mode="floor"),
    case("div", t(4), t(4), rounding_mode="trunc"),
    case("pow", t(3, kind="positive"), 2.5),
    case("pow", 2, t(3)),
    case("pow", t(3, kind="positive"), t(3)),
    case("float_power", t(3, kind="positive"), 2),
    case("clamp", t(6), min=-0.5, max=1),
    case("clamp", t(6), max=t(6)),
    case("clip", t(6), min=0),
    case("clamp_min", t(4), 0),
    case("clamp_max", t(4), t(4)),
    case("lerp", t(3), t(3), 0.25),
    case("lerp", t(3), t(3), t(3)),
    case("addcmul", t(3), t(3), t(3), value=2),
    case("addcdiv", t(3), t(3), t(3, kind="positive"), value=0.5),
    case("where", values([True, False, True], "bool"), t(3), t(3)),
    case("where", values([True, False, True], "bool"), t(3), 2),
    case("xlogy", t(3, kind="positive"), t(3, kind="positive")),
    case("special.xlogy", 2, t(3, kind="positive")),
    case("special.xlog1py", t(3), t(3, kind="positive")),
    case("special.zeta", t(3, kind="above one"), t(3, kind="positive"), gradients=False),
    case("special.gammainc", t(3, kind="positive"), t(3, kind="positive"), gradients=False),
    case("special.gammaincc", t(3, kind="positive"), t(3, kind="positive"), gradients=False),
    case("igamma", t(3, kind="positive"), t(3, kind="positive"), gradients=False),
    case("igammac", t(3, kind="positive"), t(3, kind="positive"), gradients=False),
    case("polygamma", 2, t(3, kind="positive")),
    case("special.polygamma", 1, t(3, kind="positive")),
    case("mvlgamma", t(3, kind="above one"), 2),
    case("special.multigammaln", t(3, kind="above one"), 2),
    case("round", t(4), decimals=1),
    case("threshold", t(4), 0.5, 7),
    case("nn.functional.gelu", t(4), approximate="tanh"),
    case("nn.functional.elu", t(4), alpha=0.5),
    case("nn.functional.softplus", t(4), beta=2, threshold=3),
    case("nn.functional.glu", t(2, 4), dim=1),
    case("prelu", t(2, 3), t(3)),
    case("ldexp", t(3), ints(1, -2, 3)),
    case("frexp", t(3), gradients=False),
    case("gcd", ints(12, 18, 7), ints(8, 27, 14)),
    case("lcm", ints(12, 18, 7), ints(8, 27, 14)),
    case("bitwise_and", ints(12, 10), ints(10, 3)),
    case("bitwise_or", ints(12, 10), 3),
    case("bitwise_xor", ints(12, 10), ints(10, 3)),
    case("bitwise_not", ints(12, -10)),
    case("bitwise_left_shift", ints(1, 3), ints(2, 4)),
    case("bitwise_right_shift", ints(64, 33), 2),
    case("complex", t(3), t(3)),
    case("polar", t(3, kind="positive"), t(3)),
    case("view_as_real", complexes(3)),
    case("view_as_complex", t(3, 2)),
    case("imag", complexes(3)),
    case("angle", complexes(3)),
    case("is_floating_point", t(1)),
    case("is_complex", complexes(1)),
    case("is_nonzero", values([2.0])),
    case("allclose", t(2), t(2), rtol=0.5, atol=10, equal_nan=True),
    case("equal", t(2), t(2)),
    case("isin", ints(1, 2, 3), ints(2, 5)),
    case("isin", ints(1, 2, 3), ints(2, 5), invert=True),
    case("can_cast", "int64", "float32"),
    case("promote_types", "int64", "float32"),
    case("result_type", t(1), 1),
    case("fake_quantize_per_tensor_affine", t(4), 0.25, 1, -4, 4),
    case("softmax", t(2, 3), 1),
    case("softmax", t(2, 3), 1, dtype="float32"),
    case("log_softmax", t(2, 3), 0),
    case("special.softmax", t(2, 3), 1),
    case("special.log_softmax", t(2, 3), 1),
    case("cumsum", t(2, 3), 1),
    case("cumprod", t(2, 3), 0),
    case("cummax", t(5, kind="distinct"), 0),
    case("cummin", t(5, kind="distinct"), 0),
    case("logcumsumexp", t(5), 0),
    case("renorm", t(3, 4), 2, 0, 1),
]
