// Which operators of native_functions.yaml TypeScript gets, and why it does not get the others.

/** Why an operator is withheld, by its name; the first pattern that matches gives the reason. */
const byName = [
  [/^_|__/, "libtorch's own, as the leading underscore says"],
  [/backward|_jvp$/, "a derivative, which autograd calls"],
  [/^(cudnn|miopen|mkldnn|mps|fbgemm)_/, "of one backend; the public operator chooses it"],
  [/^(to_mkldnn|is_vulkan_available|is_distributed)$/, "of a backend that layca does not have"],
  [/^sym_/, "symbolic sizes are the compiler's"],
  [
    /^(quantize|quantized|q)_|^(dequantize|int_repr|qscheme|empty_quantized|choose_qparams_optimized)$/,
    "quantized dtypes are not available",
  ],
  [/^fused_moving_avg_obs_fake_quant$|_cachemask$/, "one step of training with quantization"],
  [/^(align_|refine_names|rename)/, "named dimensions are not available"],
  [/^nested_|^to_padded_tensor$/, "nested tensors are not available"],
  [
    /^(slow_conv|thnn_conv|conv_depthwise3d|convolution_overrideable)/,
    "one of the kernels among which the public convolutions choose",
  ],
  [
    /_forward$|^rrelu_with_noise/,
    "it also returns what its derivative needs; without it is public",
  ],
  [
    /^batch_norm_(stats|elemt|gather_stats|gather_stats_with_counts|update_stats)$/,
    "one step of a batch normalization across processes",
  ],
  [
    /^(lift|lift_fresh|lift_fresh_copy|alias|alias_copy|copy|normal_functional|slice_inverse)$/,
    "of libtorch's tracing",
  ],
  [
    /^(resize_as_sparse_|copy_sparse_to_sparse_|sparse_resize_|sparse_resize_and_clear_)$/,
    "it leaves sparse tensors inconsistent",
  ],
  [
    /^(flatten_dense_tensors|unflatten_dense_tensors|is_set_to|nonzero_numpy|linear_backward)$/,
    "of PyTorch's Python code",
  ],
  [/^(set_data|output_nr|requires_grad_)$/, "`tensor.requiresGrad` and `detach` serve instead"],
  [/^hash_tensor$/, "its results are of uint64, a dtype that layca does not have"],
  [
    /^from_file$/,
    "a file that is cut off later ends the process; `loadSafetensors` serves instead",
  ],
];

/** Why an overload is withheld, by a type among its arguments and results. */
const byType = [
  [/^Dimname/, "named dimensions are not available"],
  [/^(Storage|Stream|QScheme)/, "JavaScript has no such object"],
];

/** What PyTorch's Python gives a public name in `torch.sparse`, although libtorch's begins with an underscore. */
const sparseFunctions = [
  "_sparse_addmm",
  "_sparse_log_softmax",
  "_sparse_mm",
  "_sparse_softmax",
  "_sparse_sum",
  "_spdiags",
];

/** Operators that are written by hand: where they are. */
const byHand = {
  item: "Tensor.item",
  data: "Tensor.detach and Tensor.data, which reads the values",
};

/** Operators that PyTorch has as methods too, in Python. */
export const alsoMethods = ["unique_consecutive"];

/** What PyTorch has as properties of a tensor, by the operator's name. */
export const properties = {
  numpy_T: "T",
  mT: "mT",
  matrix_H: "H",
  mH: "mH",
  is_leaf: "isLeaf",
  retains_grad: "retainsGrad",
  real: "real",
  imag: "imag",
};

/**
 * Why an entry of native_functions.yaml is withheld.
 * @returns {string | undefined} undefined where TypeScript gets it
 */
export function reasonAgainst({ name, args, returns }) {
  const named = byName.find(([pattern]) => pattern.test(name));
  if (named && !sparseFunctions.includes(name)) return named[1];
  if (args.some((argument) => argument.name === "half_to_float"))
    return "one of the kernels among which the public softmax chooses";
  if (Object.hasOwn(byHand, name)) return `by hand: ${byHand[name]}`;
  if (args.some(({ written, keywordOnly }) => written && keywordOnly))
    return "it writes into an `out` argument; the overload without returns a tensor";
  const types = [...args, ...returns].map(({ type }) => type);
  return byType.find(([pattern]) => types.some((type) => pattern.test(type)))?.[1];
}

/** PyTorch's namespaces, by the `python_module` of native_functions.yaml. */
const namespaces = {
  linalg: "linalg",
  fft: "fft",
  special: "special",
  sparse: "sparse",
  nn: "nn.functional",
};

/** `linalg_svd` is `svd` in `linalg`; the root namespace is "". */
export function placeOf({ name, module }) {
  if (sparseFunctions.includes(name)) {
    return { namespace: "sparse", local: name.replace(/^_(sparse_)?/, "") };
  }
  const namespace = module && namespaces[module];
  if (!namespace) return { namespace: "", local: name };
  const prefix = `${module}_`;
  return { namespace, local: name.startsWith(prefix) ? name.slice(prefix.length) : name };
}

/** Functions of the root namespace that PyTorch has in `nn.functional` too, with the same arguments. */
export const alsoFunctional = [
  "adaptive_avg_pool1d",
  "adaptive_max_pool1d",
  "avg_pool1d",
  "bilinear",
  "binary_cross_entropy_with_logits",
  "celu",
  "celu_",
  "channel_shuffle",
  "conv1d",
  "conv2d",
  "conv3d",
  "conv_tbc",
  "conv_transpose1d",
  "conv_transpose2d",
  "conv_transpose3d",
  "cosine_embedding_loss",
  "cosine_similarity",
  "group_norm",
  "hardshrink",
  "hinge_embedding_loss",
  "layer_norm",
  "log_softmax",
  "margin_ranking_loss",
  "max_pool1d",
  "max_pool2d",
  "max_pool3d",
  "pairwise_distance",
  "pixel_shuffle",
  "pixel_unshuffle",
  "prelu",
  "relu",
  "relu_",
  "rms_norm",
  "selu",
  "selu_",
  "sigmoid",
  "softmax",
  "tanh",
  "threshold",
  "threshold_",
  "triplet_margin_loss",
];
