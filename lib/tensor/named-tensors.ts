import { expectedText } from "../check/fields.js";
import { InputError } from "../errors.js";
import { Tensor } from "./tensor.js";

/** What has parameters with names: a module. */
export interface HasParameters {
  /** By full name, in the order in which they count. */
  namedParameters(): ReadonlyMap<string, Tensor>;
}

/** Tensors in an order: a list, a map or an object of named ones, or a module, whose parameters they are. */
export type TensorSource =
  | readonly Tensor[]
  | ReadonlyMap<string, Tensor>
  | Readonly<Record<string, Tensor>>
  | HasParameters;

/** A tensor among others. */
export interface NamedTensor {
  /** Its name, or its index in a list. */
  readonly name: string;
  /** What errors call it: `parameters["0.weight"]`. */
  readonly place: string;
  readonly tensor: Tensor;
}

/** Whether tensors are given by what owns them. */
export function isOwner(source: TensorSource): source is HasParameters {
  return "namedParameters" in source && typeof source.namedParameters === "function";
}

/**
 * The tensors of a source in its order; none of them disposed.
 *
 * @param called what errors call the source
 * @throws {InputError} for anything else, and where there is none.
 */
export function namedTensors(source: TensorSource, called = "parameters"): readonly NamedTensor[] {
  const named = entriesOf(source, called).map(([key, tensor]) => {
    const place = `${called}[${typeof key === "number" ? key : JSON.stringify(key)}]`;
    if (!(tensor instanceof Tensor)) throw InputError.at(place, expectedText("a tensor", tensor));
    if (tensor.isDisposed) {
      throw InputError.at(place, "expected a tensor but received a disposed one");
    }
    return { name: String(key), place, tensor };
  });
  if (named.length === 0) {
    throw InputError.at(called, "expected one tensor or more but received none");
  }
  return named;
}

function entriesOf(source: unknown, called: string): (readonly [string | number, unknown])[] {
  if (Array.isArray(source)) return [...source.entries()];
  if (source instanceof Map) return [...source];
  if (typeof source !== "object" || source === null || source instanceof Tensor) {
    const received = source instanceof Tensor ? "a single tensor" : String(source);
    throw InputError.at(
      called,
      `expected a list of tensors, an object of them or a module but received ${received}`,
    );
  }
  // Whatever it is, its entries are checked one by one.
  const given = source as TensorSource;
  return isOwner(given) ? [...given.namedParameters()] : Object.entries(given);
}
