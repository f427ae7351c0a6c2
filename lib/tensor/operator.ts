import type { ArgumentKind, ArgumentTest } from "./argument-kinds.js";
import type { EngineOperator } from "./engine-operator.js";

/**
 * What an operator returns; `self`: the tensor it was called on, changed in place; `made`: a new tensor that depends
 * on no other, so that it may require gradients from the start.
 */
export const RESULT_KINDS = ["tensor", "made", "tensors", "value", "self"] as const;
export type ResultKind = (typeof RESULT_KINDS)[number];

/** One overload of an operator in libtorch's dispatcher. */
export interface Overload {
  readonly engineOperator: EngineOperator;
  /** Kinds of the arguments given by position: those without a default. */
  readonly required: readonly ArgumentKind[];
  /** Of `required`, in their order. */
  readonly tests: readonly ArgumentTest[];
  /** The other arguments by name: position in the schema, kind, and whether it must be given. */
  readonly options: ReadonlyMap<string, OptionPlace>;
  /** Names of the options that must be given. */
  readonly demanded: readonly string[];
  /** How many arguments it has in the schema, as far as they can be given. */
  readonly length: number;
  /** One for each result; several are a tuple. */
  readonly results: readonly ResultKind[];
  /** How many owners the engine may be given for its results: of one tensor, or of each of several; 0 for others. */
  readonly owners: number;
  /** Those of its arguments that are lists of integers or of tensors. */
  readonly lists: readonly ListPlace[];
  /** The position of an argument that names a reduction; -1 for none. */
  readonly reduction: number;
}

export interface OptionPlace {
  /** -1 for `requiresGrad`, which is no argument of the operator. */
  readonly at: number;
  readonly kind: ArgumentKind;
  readonly test: ArgumentTest;
}

export interface ListPlace {
  readonly at: number;
  readonly of: "integers" | "tensors";
}

/** An operator with the overloads its TypeScript function may mean. */
export interface Operator {
  /** As users write it after `torch.`: `logSoftmax`, `linalg.svd`. */
  readonly name: string;
  readonly overloads: readonly Overload[];
}
