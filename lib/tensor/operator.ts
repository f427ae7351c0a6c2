/**
 * What an operator expects at one position: the schema's type, `?` where null is allowed. `int+` takes one integer
 * or a list of them.
 */
export type ArgumentKind = `${BaseKind}${"" | "?"}`;

type BaseKind =
  | "tensor"
  | "tensors"
  | "scalar"
  | "int"
  | "ints"
  | "ints+"
  | "float"
  | "floats"
  | "bool"
  | "bools"
  | "string"
  | "dtype"
  | "device"
  | "layout"
  | "memoryFormat"
  | "reduction";

/** What an operator returns; `self`: the tensor it was called on, changed in place. */
export type ResultKind = "tensor" | "tensors" | "value" | "self";

/** One overload of an operator in libtorch's dispatcher. */
export interface Overload {
  readonly name: string;
  /** Kinds of the arguments given by position: those without a default. */
  readonly required: readonly ArgumentKind[];
  /** The other arguments by name: position in the schema, kind, and whether it must be given. */
  readonly options: Readonly<Record<string, OptionPlace>>;
  readonly returns: ResultKind;
}

export interface OptionPlace {
  readonly at: number;
  readonly kind: ArgumentKind;
  readonly required?: true;
}

/** An operator with the overloads its TypeScript function may mean. */
export interface Operator {
  /** As users write it, `logSoftmax`. */
  readonly name: string;
  /** In the dispatcher, `aten::log_softmax`. */
  readonly qualified: string;
  readonly overloads: readonly Overload[];
}
