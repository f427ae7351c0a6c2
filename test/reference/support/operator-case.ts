import { readFileSync } from "node:fs";
import type { DType } from "../../../lib/addon.js";
import { type Complex, type Layout, Tensor, tensor, torch } from "../../../lib/tensor/index.js";
import type { NestedInput } from "../../../lib/tensor/nested-input.js";

/** A tensor as scripts/reference/operators writes it; complex numbers as pairs, NaN and the infinities as text. */
export interface StoredTensor {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly values: readonly (number | string)[];
  /** Whether it requires gradients. */
  readonly grad?: true;
  /** Where it is not strided; the zeros among the values are left out. */
  readonly layout?: Layout;
}

export type Stored = StoredTensor | { readonly generator: number } | readonly Stored[] | Plain;

type Plain = number | string | boolean | null | { readonly re: number; readonly im: number };

/** A call, and what it gives in Python. */
export interface OperatorCase {
  /** `linalg.svd`; `Tensor.add_` is a method. */
  readonly call: string;
  readonly args: readonly Stored[];
  readonly options?: Readonly<Record<string, Stored>>;
  /** Which results are compared; those of others are not unique. */
  readonly only?: readonly number[];
  readonly results: readonly Stored[];
  /** Of the tensors that require gradients, in the order in which they are given. */
  readonly gradients?: readonly (StoredTensor | null)[];
}

const file = new URL("../data/operators.json", import.meta.url);

export const operatorCases: readonly OperatorCase[] = JSON.parse(readFileSync(file, "utf8")).cases;

/** The operators of these cases, as `table.ts` calls them. */
export const referencedOperators: ReadonlySet<string> = new Set(
  operatorCases.map(({ call }) => call.replace(/^Tensor\.|^nn\.functional\./, "")),
);

/** Calls what the case names; gives its results, flat, and the tensors that require gradients. */
export function calledCase({ call, args, options, only }: OperatorCase): {
  readonly results: readonly unknown[];
  readonly leaves: readonly Tensor[];
} {
  const given = args.map(restored);
  const named = Object.entries(options ?? {}).map(
    ([name, value]) => [name, restored(value)] as const,
  );
  const leaves = [...given, ...named.map(([, value]) => value)]
    .flat()
    .filter((value) => value instanceof Tensor && value.requiresGrad);
  const [first, ...others] = call.endsWith("_") ? [cloned(given[0]), ...given.slice(1)] : given;
  const last = named.length > 0 ? [Object.fromEntries(named)] : [];
  const method = call.startsWith("Tensor.");
  const act: unknown = method ? Reflect.get(Object(first), call.slice(7)) : functionOf(call);
  if (typeof act !== "function") throw new Error(`expected a function ${call} but found none`);
  const result: unknown = Reflect.apply(
    act,
    first,
    method ? [...others, ...last] : [first, ...others, ...last],
  );
  const results = [result].flat(2);
  return {
    results: only ? only.map((index) => results[index]) : results,
    leaves: leaves as Tensor[], // The filter says so.
  };
}

function functionOf(call: string): unknown {
  return call.split(".").reduce<unknown>((space, name) => Reflect.get(Object(space), name), torch);
}

function cloned(value: unknown): unknown {
  return value instanceof Tensor ? value.clone() : value;
}

function restored(value: Stored): unknown {
  if (Array.isArray(value)) return value.map(restored);
  if (typeof value !== "object" || value === null) return value;
  if ("generator" in value) return torch.generator(value.generator);
  return "dtype" in value ? restoredTensor(value) : value;
}

/** The sum of the results' numbers, each by a weight of its own: what `evaluating.py` takes the gradients of. */
export function weightedSum(results: readonly unknown[]): Tensor {
  return results
    .filter((result): result is Tensor => result instanceof Tensor && result.requiresGrad)
    .map((result) => {
      const flat = realOf(result).reshape([-1]);
      const weights = torch.arange(flat.shape[0] ?? 0, { dtype: "float64" });
      return flat.mul(weights.remainder(5).div(4).add(1)).sum();
    })
    .reduce<Tensor>((total, part) => total.add(part), torch.zeros([], { dtype: "float64" }));
}

/** A tensor as the reference writes it. */
export function storedOf(made: Tensor): StoredTensor {
  const { dtype, shape, layout } = made;
  const flat = realOf(made).reshape([-1]).toArray();
  const values = (flat as (number | bigint | boolean)[]).map(Number); // One dimension of no complex numbers.
  return { dtype, shape, values, ...(layout !== "strided" && { layout }) };
}

/** Strided, with a last dimension of both parts where it is complex. */
function realOf(tensor: Tensor): Tensor {
  const dense = tensor.layout === "strided" ? tensor : tensor.toDense();
  return torch.isComplex(dense) ? torch.viewAsReal(dense.resolveConj()) : dense;
}

/** The tensor that the reference wrote. */
export function restoredTensor({ dtype, shape, values, grad, layout }: StoredTensor): Tensor {
  const numbers = values.map((text) => Number(String(text).replace("inf", "Infinity")));
  const made = dtype.startsWith("complex")
    ? tensor(pairsOf(numbers), { dtype }).reshape(shape)
    : tensor(numbers.map((number) => elementOf(number, dtype)) as NestedInput, { dtype }).reshape(
        shape,
      );
  const own = layout ? made.toSparse({ layout }) : made.detach();
  if (grad) own.requiresGrad = true;
  return own;
}

function pairsOf(numbers: readonly number[]): Complex[] {
  return numbers.flatMap((re, index) =>
    index % 2 === 0 ? [{ re, im: numbers[index + 1] ?? Number.NaN }] : [],
  );
}

function elementOf(number: number, dtype: DType): number | bigint | boolean {
  if (dtype === "bool") return number !== 0;
  return dtype === "int64" ? BigInt(number) : number;
}
