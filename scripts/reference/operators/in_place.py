"""Methods that change their tensor."""

from .inputs import case, ints, t, values

PLAIN = """abs_ acos_ asin_ atan_ ceil_ cos_ cosh_ erf_ erfc_ exp_ exp2_ expm1_ floor_ frac_ neg_ reciprocal_ relu_
    round_ sigmoid_ sign_ sin_ sinh_ square_ tan_ tanh_ trunc_ sgn_ sinc_ nan_to_num_ rad2deg_ deg2rad_ zero_"""
POSITIVE = "log_ log10_ log1p_ log2_ rsqrt_ sqrt_ digamma_ lgamma_"
TWO = "add_ sub_ mul_ div_ atan2_ copysign_ hypot_ eq_ ne_ lt_ le_ gt_ ge_ remainder_ fmod_"
INDICES = values([[0, 1], [2, 0]], "int64")
MASK = values([True, False, True], "bool")

CASES = [
    *[case(f"Tensor.{name}", t(3, kind="unit")) for name in PLAIN.split()],
    *[case(f"Tensor.{name}", t(3, kind="positive")) for name in POSITIVE.split()],
    *[case(f"Tensor.{name}", t(2, 3), t(3)) for name in TWO.split()],
    case("Tensor.add_", t(3), 2, alpha=3),
    case("Tensor.div_", t(3), 0.75, rounding_mode="floor"),
    case("Tensor.pow_", t(3, kind="positive"), 2),
    case("Tensor.clamp_", t(4), min=-1, max=1),
    case("Tensor.clamp_min_", t(4), 0),
    case("Tensor.lerp_", t(3), t(3), 0.5),
    case("Tensor.addcmul_", t(3), t(3), t(3), value=2),
    case("Tensor.addcdiv_", t(3), t(3), t(3, kind="positive")),
    case("Tensor.addmm_", t(2, 2), t(2, 3), t(3, 2)),
    case("Tensor.baddbmm_", t(1, 2, 2), t(1, 2, 3), t(1, 3, 2)),
    case("Tensor.copy_", t(3), t(3)),
    case("Tensor.fill_", t(3), 2),
    case("Tensor.fill_diagonal_", t(3, 3), 5),
    case("Tensor.masked_fill_", t(3), MASK, 1),
    case("Tensor.masked_scatter_", t(3), MASK, t(3)),
    case("Tensor.index_add_", t(3, 2), 0, ints(0, 2), t(2, 2)),
    case("Tensor.index_copy_", t(3, 2), 0, ints(0, 2), t(2, 2)),
    case("Tensor.index_fill_", t(3, 2), 0, ints(1), 4),
    case("Tensor.scatter_", t(3, 2), 0, INDICES, 2),
    case("Tensor.scatter_add_", t(3, 2), 0, INDICES, t(2, 2)),
    case("Tensor.cumsum_", t(3), 0),
    case("Tensor.cumprod_", t(3), 0),
    case("Tensor.tril_", t(3, 3)),
    case("Tensor.triu_", t(3, 3)),
    case("Tensor.transpose_", t(2, 3), 0, 1),
    case("Tensor.t_", t(2, 3)),
    case("Tensor.squeeze_", t(1, 3)),
    case("Tensor.unsqueeze_", t(3), 0),
    case("Tensor.resize_", ints(1, 2, 3, 4), [2, 2]),
    case("Tensor.bitwise_and_", ints(12, 10), 3),
    case("Tensor.logical_not_", values([True, False], "bool")),
    case("Tensor.logical_and_", values([True, False], "bool"), values([True, True], "bool")),
]
