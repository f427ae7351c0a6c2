import type { RotationHandle } from "../addon.js";
import { InputError } from "../errors.js";
import type { RotationEntry } from "../record.js";
import { type NamedTensor, namedTensors, native, type TensorSource } from "../tensor/index.js";

/** Options of `track`. */
export interface TrackOptions {
  /**
   * What distances are measured from, of equal names; default: the values when tracking begins. With those of an
   * earlier process a loop that goes on from a file has the same distances.
   */
  readonly initial?: TensorSource;
}

/**
 * Measures how far tensors turn while a loop of one's own changes them, as a run records it: the same sums, in
 * float64. Only kernels, of two or more dimensions, are measured; biases and the like are passed over.
 *
 * Costs two copies of the kernels and, an entry, two passes over them.
 *
 * @param parameters float32 or float64, dense
 * @throws {InputError} naming the parameter; where there is no kernel
 *
 * @example
 * const tracker = rotation.track(model);
 * // … steps …
 * const { distance, angle } = tracker.entry(optimizer.updates);
 */
export function track(parameters: TensorSource, options: TrackOptions = {}): RotationTracker {
  return new RotationTracker(parameters, options);
}

/** What `track` returns. */
export class RotationTracker implements Disposable {
  /** Names of the kernels, in the order of every array of an entry. */
  readonly layers: readonly string[];
  readonly #kernels: readonly NamedTensor[];
  readonly #handle: RotationHandle;

  /** @internal */
  constructor(parameters: TensorSource, { initial }: TrackOptions) {
    this.#kernels = namedTensors(parameters).filter(({ tensor }) => tensor.shape.length >= 2);
    this.layers = this.#kernels.map(({ name }) => name);
    if (this.#kernels.length === 0) {
      const message = "expected a kernel, of two or more dimensions, but received none";
      throw InputError.at("parameters", message);
    }
    const from =
      initial && new Map(namedTensors(initial, "initial").map((each) => [each.name, each]));
    const given = this.#kernels.map(({ name, place, tensor }) => {
      if (!from) return { place, value: tensor.handle };
      const first = from.get(name);
      if (first) return { place, value: tensor.handle, initial: first.tensor.handle };
      throw InputError.at(
        "initial",
        `expected a tensor named ${JSON.stringify(name)} but it is missing`,
      );
    });
    this.#handle = native((addon) => addon.rotationTrack(given));
  }

  /**
   * One number a kernel: distance 1 − cos(w, w₀), angle in radians since the last entry (since tracking began, at the
   * first), rate, the angle by the number of updates since, and norm ‖w‖. A zero kernel has distance and angle 0.
   *
   * @param step updates done in all; not less than at the last entry
   * @throws {InputError} naming a parameter that was disposed or moved to other memory
   */
  entry(step: number): Required<RotationEntry> {
    const handles = this.#kernels.map(({ tensor }) => tensor.handle);
    return native((addon) => addon.rotationMeasure(this.#handle, handles, step));
  }

  /** Frees its copies at once; again is harmless. */
  dispose(): void {
    native((addon) => addon.rotationDispose(this.#handle));
  }

  /** As `dispose`, for `using`. */
  [Symbol.dispose](): void {
    this.dispose();
  }
}
