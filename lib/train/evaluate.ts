import { setImmediate } from "node:timers/promises";
import type { NativeDataSet, TensorHandle } from "../addon.js";
import { type DataSpec, loadData } from "../data/index.js";
import { InputError } from "../errors.js";
import { EngineOperator, native, Tensor } from "../tensor/index.js";
import { largest, logSoftmax, type Model, rowsOf } from "./model.js";

const SLICE = new EngineOperator("aten::slice", "Tensor");
const INDEX_SELECT = new EngineOperator("aten::index_select");

/** Which part of the data is looked at. */
export type EvaluatedSet = "train" | "validation" | "test";

/** How a network does on a set of samples, in evaluation mode. */
export interface Evaluation {
  /** How many were looked at. */
  readonly samples: number;
  /** Mean cross-entropy. */
  readonly loss: number;
  /** Fraction of samples whose largest logit is their class, in [0, 1]. */
  readonly accuracy: number;
  /** Fraction of each class's samples that are recognized; NaN where it has none. */
  readonly classAccuracy: readonly number[];
  /** `confusion[i][j]`: samples of class i that were taken for class j. */
  readonly confusion: readonly (readonly number[])[];
}

const BATCH = 1000;

/**
 * Loss, accuracy, accuracy by class and confusion matrix of a classifier.
 *
 * @param model its normalization is applied, whatever the data's own would be.
 * @param data resolved, as `parseRunSpec` gives it; `seed` draws its selections.
 * @param options set (`test`), seed (1)
 * @throws InputError where the data have no such set, or do not fit the network.
 */
export async function evaluate(
  model: Model,
  data: DataSpec,
  { set = "test", seed = 1 }: { readonly set?: EvaluatedSet; readonly seed?: number } = {},
): Promise<Evaluation> {
  const { inputs } = await loadData(data, { seed, network: model.network });
  const chosen = inputs[set];
  if (!chosen) throw InputError.at("set", `the data have no ${set} set`);
  const counts = new Counts();
  for (let begin = 0; ; begin += BATCH) {
    const batch = batchOf(chosen, begin);
    if (!batch) break;
    using logits = model.logits(batch.inputs);
    counts.add(rowsOf(logits), batch.targets);
    batch.inputs.dispose();
    // A large set must not hold up all else.
    await setImmediate();
  }
  return counts.evaluation();
}

/** Sums over the samples seen. */
class Counts {
  #loss = 0;
  #confusion: number[][] = [];

  add(logits: readonly Float64Array[], targets: readonly number[]): void {
    for (const [index, row] of logits.entries()) {
      const target = targets[index] ?? 0;
      if (this.#confusion.length === 0) {
        this.#confusion = Array.from(row, () => new Array<number>(row.length).fill(0));
      }
      this.#loss -= logSoftmax(row)[target] ?? Number.NaN;
      const taken = largest(row);
      const of = this.#confusion[target];
      if (of) of[taken] = (of[taken] ?? 0) + 1;
    }
  }

  evaluation(): Evaluation {
    const confusion = this.#confusion;
    const right = confusion.map((row, index) => row[index] ?? 0);
    const sizes = confusion.map(sum);
    const samples = sum(sizes);
    return {
      samples,
      loss: this.#loss / samples,
      accuracy: sum(right) / samples,
      classAccuracy: right.map((count, index) => count / (sizes[index] ?? 0)),
      confusion,
    };
  }
}

/** Samples `begin` and the next ones; undefined past the end. */
function batchOf({ inputs, targets, indices }: NativeDataSet, begin: number) {
  const part = (handle: TensorHandle) =>
    native((addon) => SLICE.make(addon, handle, 0, begin, begin + BATCH));
  const places = indices && part(indices);
  const pick = (handle: TensorHandle) =>
    places ? native((addon) => INDEX_SELECT.make(addon, handle, 0, places)) : part(handle);
  const labels = Tensor.fromHandle(pick(targets)).data();
  if (labels.length === 0) return undefined;
  return { inputs: Tensor.fromHandle(pick(inputs)), targets: Array.from(labels, Number) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
