import type { DType } from "../../addon.js";
import { InputError } from "../../errors.js";
import { noGrad } from "../grad-mode.js";
import { checkOptionNames } from "../option-names.js";
import type { Tensor } from "../tensor.js";
import { operators } from "./operators.js";

/** For {@link embedding}. */
export interface EmbeddingOptions {
  /** The row that gets no gradient; negative ones count from the last. */
  readonly paddingIdx?: number | null | undefined;
  /** Rows read whose norm is larger are first scaled down to it, in the table itself; default: none are. */
  readonly maxNorm?: number | null | undefined;
  /** The p of that norm; default 2. */
  readonly normType?: number | undefined;
  /** Whether a row's gradient is divided by how often it was read; default false. */
  readonly scaleGradByFreq?: boolean | undefined;
  /** Whether the table's gradient is sparse; default false. */
  readonly sparse?: boolean | undefined;
}

/**
 * Rows of a table, PyTorch's `F.embedding`; `torch.embedding` takes the table first.
 *
 * @param input rows, int64 or int32, of any shape
 * @param weight the table [rows, features]
 * @returns [...input's shape, features]
 */
export function embedding<D extends DType>(
  input: Tensor,
  weight: Tensor<D>,
  options: EmbeddingOptions = {},
): Tensor<D> {
  checkOptionNames("embedding", options, optionNames);
  const { paddingIdx, scaleGradByFreq = false, sparse = false } = options;
  const at = row("embedding", paddingIdx, weight) ?? -1; // -1 is libtorch's own sign for none.
  shrinkRows("embedding", input, weight, options);
  return operators.embedding(weight, input, { paddingIdx: at, scaleGradByFreq, sparse });
}

const optionNames = ["paddingIdx", "maxNorm", "normType", "scaleGradByFreq", "sparse"];
const modes = ["sum", "mean", "max"];

/** For {@link embeddingBag}. */
export interface EmbeddingBagOptions extends EmbeddingOptions {
  /** Where each bag begins in an input of one dimension. */
  readonly offsets?: Tensor | undefined;
  /** Default `mean`. */
  readonly mode?: "sum" | "mean" | "max" | undefined;
  /** A weight for each row read, for `sum`. */
  readonly perSampleWeights?: Tensor | null | undefined;
  /** Whether the last offset is the end of the last bag; default false. */
  readonly includeLastOffset?: boolean | undefined;
}

/**
 * Sums, means or maxima of bags of rows, PyTorch's `F.embedding_bag`.
 *
 * @param input [bags, rows each], or of one dimension with `offsets`
 * @param weight the table [rows, features]
 * @returns [bags, features]
 * @throws {InputError} for offsets that are missing or not wanted, and for an unknown mode.
 */
export function embeddingBag<D extends DType>(
  input: Tensor,
  weight: Tensor<D>,
  options: EmbeddingBagOptions = {},
): Tensor<D> {
  const names = ["offsets", "mode", "perSampleWeights", "includeLastOffset"];
  checkOptionNames("embeddingBag", options, [...names, ...optionNames]);
  const { offsets, mode = "mean", perSampleWeights = null, includeLastOffset = false } = options;
  const { paddingIdx, scaleGradByFreq = false, sparse = false } = options;
  if (!modes.includes(mode)) {
    throw InputError.at("embeddingBag.mode", `expected ${modes.join(", ")} but received ${mode}`);
  }
  const [bags = 0, each = 0] = input.shape;
  const isTable = input.ndim === 2;
  if (isTable === (offsets !== undefined)) {
    throw InputError.at(
      "embeddingBag.offsets",
      `expected ${isTable ? "none" : "some"} for an input of ${input.ndim} dimensions but received ${isTable ? "some" : "none"}`,
    );
  }
  const begins =
    offsets ?? operators.arange(0, bags * each, { dtype: "int64" }).slice({ step: each || 1 });
  shrinkRows("embeddingBag", input, weight, options);
  const [result] = operators.embeddingBag(
    weight,
    isTable ? input.reshape([-1]) : input,
    begins,
    scaleGradByFreq,
    modes.indexOf(mode),
    sparse,
    perSampleWeights && isTable ? perSampleWeights.reshape([-1]) : perSampleWeights,
    includeLastOffset,
    row("embeddingBag", paddingIdx, weight) ?? null,
  );
  return result;
}

function shrinkRows(
  name: string,
  input: Tensor,
  weight: Tensor,
  { maxNorm, normType = 2 }: EmbeddingOptions,
): void {
  if (maxNorm === undefined || maxNorm === null) return;
  if (typeof maxNorm !== "number" || !(maxNorm >= 0)) {
    throw InputError.at(
      `${name}.maxNorm`,
      `expected a number of at least 0 but received ${String(maxNorm)}`,
    );
  }
  noGrad(() => operators.embeddingRenorm_(weight, input.contiguous(), maxNorm, normType));
}

function row(name: string, at: number | null | undefined, weight: Tensor): number | undefined {
  if (at === undefined || at === null) return undefined;
  const rows = weight.size(0);
  if (Number.isInteger(at) && at >= -rows && at < rows) return at < 0 ? at + rows : at;
  throw InputError.at(
    `${name}.paddingIdx`,
    `expected a row from ${-rows} to ${rows - 1} but received ${String(at)}`,
  );
}
