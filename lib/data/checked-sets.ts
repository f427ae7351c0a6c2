import type { NativeDataSet, TensorHandle } from "../addon.js";
import { countText, type LoadedData, normalizeBy } from "./loaded-data.js";
import type { SetName, SetOf, TargetForm } from "./sets-of-tensors.js";
import type { Moments } from "./statistics.js";
import { scanInputs, scanNumbers, scanTargets, type TensorSource } from "./tensor-scan.js";

/** A set whose values have been looked at. */
export interface CheckedSet extends NativeDataSet {
  readonly count: number;
  /** Of its inputs, one a part. */
  readonly moments: readonly Moments[];
}

/** The sets there are. */
export type CheckedSets = Readonly<Partial<Record<SetName, CheckedSet>>> & {
  readonly train: CheckedSet;
};

/**
 * Reads all values once: finite inputs, targets that are classes or finite numbers.
 *
 * @param parts of a sample whose moments are asked for: 1, or its channels.
 * @param handle gives the tensor of a source.
 * @throws InputError naming the place and the sample.
 */
export function checkSets<Source extends TensorSource>(
  sets: Readonly<Partial<Record<SetName, SetOf<Source>>>> & { readonly train: SetOf<Source> },
  parts: number,
  form: TargetForm,
  handle: (source: Source) => TensorHandle,
): CheckedSets {
  const check = ({ inputs, targets }: SetOf<Source>): CheckedSet => {
    if (form.kind === "classes") scanTargets(targets, form.outputs);
    else scanNumbers(targets);
    return {
      count: inputs.shape[0] ?? 0,
      moments: scanInputs(inputs, parts),
      inputs: handle(inputs),
      targets: handle(targets),
    };
  };
  return {
    train: check(sets.train),
    ...(sets.validation ? { validation: check(sets.validation) } : {}),
    ...(sets.test ? { test: check(sets.test) } : {}),
  };
}

/** The sets as the engine takes them, and in words. */
export function loadedSets(
  { train, validation, test }: CheckedSets,
  normalized: boolean,
  title: string,
): Pick<LoadedData, "inputs" | "description"> {
  return {
    inputs: {
      train: tensorsOf(train),
      ...(validation ? { validation: tensorsOf(validation) } : {}),
      ...(test ? { test: tensorsOf(test) } : {}),
      ...(normalized ? { normalize: normalizeBy(train.moments) } : {}),
    },
    description: `${title}: ${[
      countText(train.count, "training sample"),
      ...(validation ? [countText(validation.count, "validation sample")] : []),
      ...(test ? [countText(test.count, "test sample")] : []),
    ].join(", ")}`,
  };
}

function tensorsOf({ inputs, targets }: CheckedSet): NativeDataSet {
  return { inputs, targets };
}
