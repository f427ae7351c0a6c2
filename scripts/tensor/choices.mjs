/** The words that an argument takes, by operator and argument; the first pattern that matches counts. */
const choices = [
  [/^einsum\.equation$/, undefined],
  [/\.rounding_mode$/, ["trunc", "floor"]],
  [/^fft_\w+\.norm$/, ["backward", "ortho", "forward"]],
  [/\.approximate$/, ["none", "tanh"]],
  [/^conv\dd\.padding$/, ["valid", "same"]],
  [/\.UPLO$/, ["L", "U"]],
  [/^index_reduce_?\.reduce$/, ["prod", "mean", "amax", "amin"]],
  [/^scatter_reduce_?\.reduce$/, ["sum", "prod", "mean", "amax", "amin"]],
  [/^scatter_?\.reduce$/, ["add", "multiply"]],
  [/^_sparse_mm\.reduce$/, ["sum", "mean", "amax", "amin"]],
  [/^segment_reduce\.reduce$/, ["sum", "mean", "max", "min", "prod"]],
  [/^linalg_(cond\.p|norm\.ord|matrix_norm\.ord)$/, ["fro", "nuc"]],
  [/^linalg_lstsq\.driver$/, ["gels", "gelsy", "gelsd", "gelss"]],
  [/^linalg_svd(vals)?\.driver$/, ["gesvd", "gesvdj", "gesvda"]],
  [/^linalg_qr\.mode$/, ["reduced", "complete", "r"]],
  [/^meshgrid\.indexing$/, ["ij", "xy"]],
  [/quantile\.interpolation$/, ["linear", "lower", "higher", "midpoint", "nearest"]],
  [/^(pad\.mode|stft\.pad_mode)$/, ["constant", "reflect", "replicate", "circular"]],
  [/\.padding_side$/, ["right", "left"]],
  [/^searchsorted\.side$/, ["left", "right"]],
];

/**
 * The words that an argument takes.
 * @returns {readonly string[] | undefined} undefined for any text and for what is no text
 */
export function choicesOf(schema, argument) {
  if (!/^str\??$/.test(argument.type)) return undefined;
  const place = `${schema.name}.${argument.name}`;
  const found = choices.find(([pattern]) => pattern.test(place));
  if (!found) throw new Error(`words that scripts/tensor/choices.mjs does not know: ${place}`);
  return found[1];
}
