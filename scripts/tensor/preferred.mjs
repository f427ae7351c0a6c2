const sameDefaults = "without options both compute the same";

/** Which of two overloads is meant where the same arguments fit both, and why that is harmless. */
export const preferred = {
  clamp: { overload: "", reason: "without min and max both refuse" },
  clamp_: { overload: "", reason: "without min and max both refuse" },
  clip: { overload: "", reason: "without min and max both refuse" },
  clip_: { overload: "", reason: "without min and max both refuse" },
  conv1d: { overload: "", reason: "no padding is the padding of both" },
  conv2d: { overload: "", reason: "no padding is the padding of both" },
  conv3d: { overload: "", reason: "no padding is the padding of both" },
  std: { overload: "", reason: sameDefaults },
  std_mean: { overload: "", reason: sameDefaults },
  var: { overload: "", reason: sameDefaults },
  var_mean: { overload: "", reason: sameDefaults },
  linalg_pinv: { overload: "atol_rtol_float", reason: sameDefaults },
  linalg_matrix_rank: { overload: "atol_rtol_float", reason: sameDefaults },
};
