import type { NativeRunInputs } from "../addon.js";
import { InputError } from "../errors.js";
import type { NetworkSpecInput } from "../nn/index.js";
import type { TargetForm } from "./sets-of-tensors.js";
import { deviation, type Moments, type Normalize } from "./statistics.js";

/** What of a run decides how its data are loaded. */
export interface LoadOptions {
  /** Draws `perClass` and `validation`. */
  readonly seed: number;
  /** Its input says what a sample must be, its output how many classes there are. */
  readonly network: NetworkSpecInput;
  /** What its loss compares outputs with; default: classes. */
  readonly targets?: TargetForm["kind"];
}

/** Data that are ready for the engine. */
export interface LoadedData {
  /** The tensors belong to this process's cache: other runs may share them. */
  readonly inputs: Pick<NativeRunInputs, "train" | "validation" | "test" | "normalize">;
  /** For reports: `MNIST: 100 training images (10 of each class), 10,000 test images`. */
  readonly description: string;
  readonly files: readonly LoadedFile[];
}

/** A file that was read. */
export interface LoadedFile {
  readonly path: string;
  /** SHA-256 (hex) of its contents, unpacked. */
  readonly sha256: string;
}

/** Mean and deviation by channel from their moments. */
export function normalizeBy(moments: readonly Moments[]): Normalize {
  const std = moments.map(deviation);
  const flat = std.findIndex((value) => !(value > 0));
  if (flat >= 0) {
    const which = std.length > 1 ? `channel ${flat} of the training inputs` : "the training inputs";
    throw InputError.at("data.normalize", `expected none, since all values of ${which} are equal`);
  }
  return { mean: moments.map(({ mean }) => mean), std };
}

/** `10,000 test images`. */
export function countText(count: number, what: string): string {
  return `${count.toLocaleString("en-US")} ${what}${count === 1 ? "" : "s"}`;
}
