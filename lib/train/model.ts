import type { ModelHandle } from "../addon.js";
import { InputError } from "../errors.js";
import { describeNetwork, elementCount, type NetworkSpec } from "../nn/index.js";
import { native, Tensor, type TensorData, tensor } from "../tensor/index.js";

/** Samples as a tensor [N, …], or their values one sample after the other. */
export type ModelBatch = Tensor | Uint8Array | Float32Array | Float64Array;

/** What a network says of a batch. */
export interface Prediction {
  /** The most probable class of each sample. */
  readonly classes: readonly number[];
  /** The softmax of each sample's logits. */
  readonly probabilities: readonly Float64Array[];
}

/** Means and deviations that inputs are normalized by: one of each, or one a channel. */
export interface ModelNormalization {
  /** Subtracted from the inputs. */
  readonly mean: readonly number[];
  /** Divides what is left. */
  readonly std: readonly number[];
}

/** What a model is made of. */
export interface ModelParts {
  /** From the builder or by hand. */
  readonly network: NetworkSpec;
  /** By PyTorch's state-dict keys. */
  readonly weights: Readonly<Record<string, Tensor>>;
  /** Default: inputs are taken as they are. */
  readonly normalize?: ModelNormalization;
  /** `cpu` (default), `cuda` or `cuda:N`. */
  readonly device?: string;
  /** `float32` (default), `float64` or `bfloat16`. */
  readonly precision?: "float32" | "float64" | "bfloat16";
}

/** A trained network in use: it answers in evaluation mode, and nothing of it is trained. */
export class Model {
  /** Its spec. */
  readonly network: NetworkSpec;
  readonly #handle: ModelHandle;
  readonly #sample: readonly number[];

  /**
   * @param parts network, weights (copied) and how inputs are normalized.
   * @throws InputError for weights that do not fit the network or are not finite.
   */
  constructor({ network, weights, normalize, device = "cpu", precision = "float32" }: ModelParts) {
    this.network = network;
    this.#sample = describeNetwork(network).inputShape;
    const handles = Object.entries(weights).map(([name, { handle }]) => [name, handle] as const);
    this.#handle = native((addon) =>
      addon.modelCreate(network, Object.fromEntries(handles), {
        device,
        precision,
        ...(normalize ? { normalize } : {}),
      }),
    );
  }

  /**
   * The network's output [N, classes], of the model's precision, on the CPU.
   *
   * @param batch inputs [N, …] of uint8, float32 or float64, before normalization.
   * @throws InputError where the inputs do not fit the network or are not finite.
   */
  logits(batch: ModelBatch): Tensor {
    const inputs = batch instanceof Tensor ? batch : this.#shaped(batch);
    return Tensor.fromHandle(native((addon) => addon.modelLogits(this.#handle, inputs.handle)));
  }

  /**
   * Classes and their probabilities.
   *
   * @param batch as of `logits`.
   * @throws InputError as `logits`.
   */
  predict(batch: ModelBatch): Prediction {
    using logits = this.logits(batch);
    const probabilities = rowsOf(logits).map((row) => logSoftmax(row).map(Math.exp));
    return { classes: probabilities.map(largest), probabilities };
  }

  #shaped(values: TensorData): Tensor {
    const size = elementCount(this.#sample);
    if (values.length === 0 || values.length % size !== 0) {
      const message = `expected a multiple of ${size} values, those of a sample, but received ${values.length}`;
      throw InputError.at("batch", message);
    }
    return tensor(values, { shape: [values.length / size, ...this.#sample] });
  }
}

/** The rows of a tensor [N, K] of floats. */
export function rowsOf(logits: Tensor): Float64Array[] {
  const [rows = 0, columns = 0] = logits.shape;
  const values = Float64Array.from(logits.data() as ArrayLike<number>); // Logits are floats.
  return Array.from({ length: rows }, (_, row) =>
    values.subarray(row * columns, (row + 1) * columns),
  );
}

/** The logarithm of the softmax of a sample's logits. */
export function logSoftmax(logits: Float64Array): Float64Array {
  const most = logits.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const sum = logits.reduce((all, logit) => all + Math.exp(logit - most), 0);
  return logits.map((logit) => logit - most - Math.log(sum));
}

/** The index of the largest number, the first of equals. */
export function largest(values: Float64Array): number {
  return values.reduce((best, value, index) => (value > (values[best] ?? 0) ? index : best), 0);
}
