import { InputError, type InputIssue } from "../errors.js";
import { batchText, type Shape } from "../nn/index.js";
import type { TensorSource } from "./tensor-scan.js";

type Described = Pick<TensorSource, "name" | "dtype" | "shape">;

/**
 * What a run's loss compares outputs with: `classes`, int64 [N], of which there are so many; or `numbers`,
 * float32 or float64, so many a sample.
 */
export interface TargetForm {
  readonly kind: "classes" | "numbers";
  readonly outputs: number;
}

/** The sets that tensors may make up. */
export type SetName = "train" | "validation" | "test";

/** A set's two tensors. */
export interface SetOf<Source> {
  /** [N, …]: a sample a row. */
  readonly inputs: Source;
  /** What its samples are: classes [N], or numbers [N, outputs]. */
  readonly targets: Source;
}

const setNames: readonly SetName[] = ["train", "validation", "test"];
const known = setNames.flatMap((set) => [`${set}.inputs`, `${set}.targets`]);

/**
 * Sorts tensors such as `train.inputs` into sets and checks their names, dtypes and shapes.
 *
 * @param path the place that messages name: the file, or the field.
 * @param sample what the network's input takes.
 * @param form what the loss takes; default: either form.
 * @throws InputError with every misfit.
 */
export function setsOf<Source extends Described>(
  tensors: ReadonlyMap<string, Source>,
  path: string,
  sample: Shape,
  form?: TargetForm,
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
    if (targets) targetIssues(targets, inputs, form).forEach(report);
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

function targetIssues(
  { name, dtype, shape }: Described,
  inputs?: Described,
  form?: TargetForm,
): string[] {
  const issues: string[] = [];
  const numbers = form ? form.kind === "numbers" : dtype !== "int64" && dtype.startsWith("float");
  const dtypes = numbers ? ["float32", "float64"] : ["int64"];
  if (!dtypes.includes(dtype)) {
    const wanted = form ? dtypes.join(" or ") : "int64, float32 or float64";
    issues.push(`expected ${name} of ${wanted} but found ${dtype}`);
  }
  const count = inputs?.shape[0];
  const [samples, ...rest] = shape;
  const fits = numbers ? isRowOf(rest, form?.outputs) : shape.length === 1;
  if (!fits || (count !== undefined && samples !== count)) {
    const row = numbers ? `, ${form?.outputs ?? "outputs"}` : "";
    const expected = `[${count ?? "N"}${row}], one target a sample,`;
    issues.push(`expected ${name} of shape ${expected} but found [${shape.join(", ")}]`);
  }
  return issues;
}

/** Whether a sample's targets are so many numbers; of one also the bare number. */
function isRowOf(sample: Shape, outputs: number | undefined): boolean {
  if (sample.length === 0) return outputs === undefined || outputs === 1;
  return sample.length === 1 && (outputs === undefined || sample[0] === outputs);
}
