import type { RandomPurpose } from "../addon.js";
import { InputError } from "../errors.js";
import type { Labels } from "./stored-images.js";

/** Shuffles 0 … n−1 by (seed, purpose, index), the same on every machine. */
export type Permute = (purpose: RandomPurpose, index: number, n: number) => Int32Array;

/** What is asked of a labelled training set. */
export interface Selection {
  readonly perClass?: number;
  readonly limit?: number;
  readonly validation?: number | "test";
}

/** Samples by their numbers in the file, ascending; `undefined`: all of them. */
export interface Selected {
  readonly train: Int32Array | undefined;
  readonly validation: Int32Array | undefined;
}

/**
 * Chooses the training samples: `perClass` of each class, of these the first `limit` in the file's
 * order, and of these a fraction for validation.
 *
 * @throws InputError at `data.…` when there are not as many.
 */
export function select(
  labels: Labels,
  classes: number,
  { perClass, limit, validation }: Selection,
  permute: Permute,
): Selected {
  let chosen: Int32Array | undefined;
  if (perClass !== undefined) chosen = drawPerClass(labels, classes, perClass, permute);
  const count = chosen?.length ?? labels.length;
  if (limit !== undefined) {
    if (limit > count) throw tooMany("limit", count, limit, "training images");
    chosen = (chosen ?? numbers(count)).subarray(0, limit);
  }
  if (typeof validation !== "number") return { train: chosen, validation: undefined };
  return holdOut(chosen ?? numbers(count), validation, permute);
}

function drawPerClass(
  labels: Labels,
  classes: number,
  perClass: number,
  permute: Permute,
): Int32Array {
  const members: number[][] = Array.from({ length: classes }, () => []);
  labels.forEach((label, sample) => {
    members[label]?.push(sample);
  });
  const drawn = members.flatMap((samples, label) => {
    if (samples.length < perClass) {
      throw tooMany("perClass", samples.length, perClass, `images of class ${label}`);
    }
    const order = permute("perClass", label, samples.length).subarray(0, perClass);
    return Array.from(order, (position) => samples[position] ?? 0);
  });
  return Int32Array.from(drawn).sort();
}

function holdOut(samples: Int32Array, fraction: number, permute: Permute): Selected {
  const held = Math.round(samples.length * fraction);
  if (held < 1 || held >= samples.length) {
    const expected = "expected a fraction that leaves images on both sides";
    const message = `${expected} but received ${fraction} of ${samples.length}`;
    throw InputError.at("data.validation", message);
  }
  const order = permute("validation", 0, samples.length);
  const pick = (positions: Int32Array) =>
    positions.map((position) => samples[position] ?? 0).sort();
  return { train: pick(order.subarray(held)), validation: pick(order.subarray(0, held)) };
}

function numbers(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, sample) => sample);
}

function tooMany(field: string, available: number, asked: number, what: string): InputError {
  return InputError.at(
    `data.${field}`,
    `expected at most the ${available} ${what} that there are but received ${asked}`,
  );
}
