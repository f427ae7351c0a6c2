import { InputError, type InputIssue } from "../errors.js";
import { batchText, type Shape } from "../nn/index.js";
import type { TensorSource } from "./tensor-scan.js";

type Described = Pick<TensorSource, "name" | "dtype" | "shape">;

/** The sets that tensors may make up. */
export type SetName = "train" | "validation" | "test";

/** A set's two tensors. */
export interface SetOf<Source> {
  readonly inputs: Source;
  readonly targets: Source;
}

const setNames: readonly SetName[] = ["train", "validation", "test"];
const known = setNames.flatMap((set) => [`${set}.inputs`, `${set}.targets`]);

/**
 * Sorts tensors such as `train.inputs` into sets and checks their names, dtypes and shapes.
 *
 * @param path the place that messages name: the file, or the field.
 * @param sample what the network's input takes.
 * @throws InputError with every misfit.
 */
export function setsOf<Source extends Described>(
  tensors: ReadonlyMap<string, Source>,
  path: string,
  sample: Shape,
) {
  const issues: InputIssue[] = [];
  const report = (message: string) => issues.push({ path, message });
  for (const name of tensors.keys()) {
    if (!known.includes(name))
      report(`expected no tensor but ${known.join(", ")} but found ${name}`);
  }
  const sets: Partial<Record<SetName, SetOf<Source>>> = {};
  for (const name of setNames) {
    const inputs = tensors.get(`${name}.inputs`);
    const targets = tensors.get(`${name}.targets`);
    if (inputs) inputIssues(inputs, sample).forEach(report);
    else if (targets || name === "train") report(`expected ${name}.inputs but it is missing`);
    if (targets) targetIssues(targets, inputs).forEach(report);
    else if (inputs || name === "train") report(`expected ${name}.targets but it is missing`);
    if (inputs && targets) sets[name] = { inputs, targets };
  }
  if (issues.length || !sets.train) throw new InputError(issues);
  return { ...sets, train: sets.train };
}

function inputIssues({ name, dtype, shape }: Described, sample: Shape): string[] {
  const issues: string[] = [];
  if (!["float32", "float64", "uint8"].includes(dtype)) {
    issues.push(`expected ${name} of float32, float64 or uint8 but found ${dtype}`);
  }
  const [count, ...rest] = shape;
  if (!count || batchText(rest) !== batchText(sample)) {
    const expected = `expected ${name} of shape ${batchText(sample)}, the network's input, with N ≥ 1`;
    issues.push(`${expected} but found [${shape.join(", ")}]`);
  }
  return issues;
}

function targetIssues({ name, dtype, shape }: Described, inputs?: Described): string[] {
  const issues: string[] = [];
  if (dtype !== "int64") issues.push(`expected ${name} of int64 but found ${dtype}`);
  const count = inputs?.shape[0];
  if (shape.length !== 1 || (count !== undefined && shape[0] !== count)) {
    const expected = `[${count ?? "N"}], one target a sample,`;
    issues.push(`expected ${name} of shape ${expected} but found [${shape.join(", ")}]`);
  }
  return issues;
}
