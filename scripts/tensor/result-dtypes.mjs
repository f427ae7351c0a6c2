// What is known of results' dtypes without running: the types of results say so. Of operators that are not named here
// TypeScript knows nothing, which is never wrong. lib/tensor/result-dtypes.ts says what the rules mean.

/** Names that begin with one of PyTorch's namespaces follow the rule of the rest: `special_erf`, `fft_fftshift`. */
const NAMESPACE = /^(special|linalg|fft)_/;

/** By rule: the operators whose only result follows it, from the dtype of the first tensor among the arguments. */
const rules = {
  bool: words`eq ne not_equal lt less le less_equal gt greater ge greater_equal logical_and logical_or logical_xor
    logical_not isnan isinf isfinite isposinf isneginf isreal isclose isin signbit`,
  int64: words`argmax argmin argsort argwhere count_nonzero nonzero nonzero_static randperm tril_indices triu_indices
    one_hot multinomial indices `,
  // Views, copies, and what picks, moves or repeats values.
  same: words`as_strided as_strided_copy as_strided_scatter atleast_1d atleast_2d atleast_3d broadcast_tensors
    broadcast_to channel_shuffle chunk clone coalesce combinations constant_pad_nd
    contiguous detach detach_copy diag diag_embed diagflat diagonal diagonal_copy diagonal_scatter dsplit embedding expand
    expand_as expand_copy fftshift ifftshift fill flatten flip fliplr flipud gather hsplit index index_add index_copy
    index_fill index_put index_reduce index_select masked_fill masked_scatter masked_select meshgrid moveaxis movedim narrow
    narrow_copy numpy_T mT mH matrix_H adjoint conj conj_physical pad pad_sequence permute permute_copy pin_memory pixel_shuffle
    pixel_unshuffle put ravel reflection_pad1d reflection_pad2d reflection_pad3d renorm repeat repeat_interleave
    replication_pad1d replication_pad2d replication_pad3d reshape reshape_as resolve_conj resolve_neg roll rot90
    scatter scatter_add scatter_reduce select select_copy select_scatter slice slice_copy slice_scatter split split_copy
    split_with_sizes split_with_sizes_copy squeeze squeeze_copy sum_to_size swapaxes swapdims t t_copy take
    take_along_dim tensor_split tile to_dense to_sparse to_sparse_csr to_sparse_csc to_sparse_bsr to_sparse_bsc transpose
    transpose_copy tril triu unbind unbind_copy unflatten unfold unfold_copy unsafe_chunk unsafe_split
    unsafe_split_with_sizes unsqueeze unsqueeze_copy values values_copy view view_as view_copy vsplit
    empty_like full_like new_empty new_empty_strided new_full new_ones new_zeros ones_like rand_like randint_like
    randn_like zeros_like to sparse_mask
    amax amin ceil fix floor frac logcumsumexp max median min msort nan_to_num nanmedian neg negative positive quantile
    nanquantile round sgn sign trunc
    alpha_dropout dropout feature_alpha_dropout feature_dropout elu celu gelu glu hardshrink hardsigmoid hardswish hardtanh
    leaky_relu log_sigmoid mish prelu relu relu6 rrelu selu silu softplus softshrink threshold
    adaptive_avg_pool1d adaptive_avg_pool2d adaptive_avg_pool3d avg_pool1d avg_pool2d avg_pool3d max_pool1d max_pool2d
    max_pool3d max_unpool2d max_unpool3d im2col col2im grid_sampler grid_sampler_2d grid_sampler_3d
    upsample_bicubic2d upsample_bilinear2d upsample_linear1d upsample_nearest1d upsample_nearest2d upsample_nearest3d
    upsample_trilinear3d affine_grid_generator
    addbmm addmm _sparse_addmm _sparse_mm addmv baddbmm bmm mm mv dot vdot matmul einsum chain_matmul multi_dot inner linear bilinear
    conv1d conv2d conv3d conv_tbc conv_transpose1d conv_transpose2d conv_transpose3d convolution tensordot
    scaled_dot_product_attention batch_norm instance_norm group_norm layer_norm rms_norm gru_cell rnn_relu_cell
    rnn_tanh_cell cholesky cholesky_inverse cholesky_solve det inverse inv matrix_exp matrix_power pinverse pinv
    householder_product solve bernoulli normal poisson`,
  // Whole numbers and booleans become the default dtype, float32.
  floating: words`acos acosh arccos arccosh arcsin arcsinh arctan arctanh asin asinh atan atanh cos cosh deg2rad digamma erf erfc
    erfinv exp exp2 expm1 i0 lgamma log log10 log1p log2 logit logsumexp mean nanmean rad2deg reciprocal rsqrt sigmoid sin
    sinc sinh sqrt tan tanh cumulative_trapezoid softmax log_softmax expit gammaln psi ndtr ndtri log_ndtr entr erfcx
    i0e i1 i1e bessel_j0 bessel_j1 bessel_y0 bessel_y1 airy_ai _sparse_softmax _sparse_log_softmax`,
  // Of complex numbers the dtype of their parts.
  real: words`abs absolute real imag view_as_real view_as_real_copy`,
  realFloating: words`angle std var norm matrix_norm vector_norm frobenius_norm nuclear_norm svdvals eigvalsh cond irfft
    irfft2 irfftn hfft hfft2 hfftn`,
  // Whole numbers and booleans become int64.
  total: words`sum prod cumsum cumprod nansum trace`,
  square: words`square`,
  complex: words`fft fft2 fftn ifft ifft2 ifftn rfft rfft2 rfftn ihfft ihfft2 ihfftn eigvals view_as_complex
    view_as_complex_copy`,
  truth: words`all any`,
  loss: words`binary_cross_entropy cross_entropy_loss ctc_loss multi_margin_loss
    multilabel_margin_loss nll_loss nll_loss2d nll_loss_nd soft_margin_loss`,
  someLoss: words`cosine_embedding_loss hinge_embedding_loss margin_ranking_loss poisson_nll_loss triplet_margin_loss`,
  // Of a list of tensors.
  joined: words`block_diag cartesian_prod cat column_stack concat concatenate dstack hstack row_stack stack vstack`,
  // Of the first two arguments.
  promoted: words`add sub subtract mul multiply pow remainder fmod floor_divide maximum minimum fmax fmin gcd lcm rsub
    bitwise_and bitwise_or bitwise_xor heaviside kron outer ger`,
  quotient: words`div divide true_divide atan2 arctan2 hypot copysign logaddexp logaddexp2 xlogy xlog1py nextafter`,
  pairLoss: words`mse_loss l1_loss smooth_l1_loss huber_loss kl_div
    binary_cross_entropy_with_logits`,
};

/** Several results, in their order; those that the schema calls indices are int64 in any case. */
const tuples = [
  ["same same", words`aminmax histogram qr geqrf triangular_solve rnn_relu rnn_tanh gru`],
  [
    "same int64",
    words`max_pool1d_with_indices max_pool2d_with_indices max_pool3d_with_indices adaptive_max_pool1d
    adaptive_max_pool2d adaptive_max_pool3d fractional_max_pool2d fractional_max_pool3d`,
  ],
  ["same indices", words`cummax cummin kthvalue max median min mode nanmedian sort topk`],
  ["same same same", words`lstm lu`],
  ["same same", words`lstm_cell`],
  ["same real same", words`svd`],
  ["complex complex", words`eig`],
  ["real same", words`eigh`],
  ["same real", words`slogdet`],
  ["realFloating floating", words`std_mean var_mean`],
  ["same int64 int64", words`unique_dim unique_consecutive unique_dim_consecutive`],
  ["same int32", words`frexp lu_factor inv_ex cholesky_ex solve_ex`],
];

/** The dtype of what these make where none is given; that of others depends on their arguments. */
const unlessGiven = {
  float32: words`empty eye ones rand randn zeros`,
  int64: words`randint randperm`,
};

/**
 * The rule of each result.
 * @returns {readonly (string | undefined)[]} undefined where nothing is known
 */
export function rulesOf(schema) {
  const { name, overload, returns } = schema;
  const bare = name.replace(NAMESPACE, "");
  if (returns.length > 1) {
    const found = tuples.find(([, names]) => names.has(bare))?.[0].split(" ");
    return returns.map((result, index) => (result.name === "indices" ? "int64" : found?.[index]));
  }
  if (/^(max|min)$/.test(bare) && overload === "other") return ["promoted"];
  if (bare === "to" && overload === "other") return [undefined];
  if (/^clamp|^clip/.test(bare)) return [/Tensor/.test(overload) ? undefined : "clamped"];
  if (bare === "where" && overload !== "") return ["chosen"];
  if (/^(bucketize|searchsorted)$/.test(bare)) return ["place"];
  if (name === "fft_fftfreq" || name === "fft_rfftfreq" || name === "gradient") return [undefined];
  const found = Object.entries(rules).find(([, names]) => names.has(bare))?.[0];
  return [found === "quotient" && /mode$/.test(overload) ? "roundedQuotient" : found];
}

/** @returns {string | undefined} */
export function defaultDtype({ name }) {
  return Object.entries(unlessGiven).find(([, names]) => names.has(name))?.[0];
}

function words([text]) {
  return new Set(text.trim().split(/\s+/));
}
