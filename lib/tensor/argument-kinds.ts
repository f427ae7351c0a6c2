import { deviceName } from "../check/device.js";
import { isDType } from "./dtypes.js";
import { Generator } from "./generator.js";
import { HandleOwner } from "./tensor-handle.js";

/**
 * What an operator expects at one position: the schema's type, `?` where null is allowed. `ints+` takes one integer
 * or a list of them; `indices` a list of tensors and nulls.
 */
export type ArgumentKind = `${BaseKind}${"" | "?"}`;

type BaseKind =
  | "tensor"
  | "tensors"
  | "indices"
  | "scalar"
  | "scalars"
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
  | "reduction"
  | "generator";

/** Whether a value may be meant by an argument; the engine checks what it holds. */
export type ArgumentTest = (value: unknown) => boolean;

/** The test of a kind, made once an operator, since it runs at every call. */
export function testOf(kind: ArgumentKind): ArgumentTest {
  if (!isOptional(kind)) return tests[kind];
  const test = tests[baseOf(kind)];
  return (value) => value === null || value === undefined || test(value);
}

const tests: Readonly<Record<BaseKind, ArgumentTest>> = {
  tensor: (value) => value instanceof HandleOwner,
  tensors: isTensors,
  indices: isTensors,
  scalars: isNumbers,
  ints: isNumbers,
  floats: isNumbers,
  bools: (value) => Array.isArray(value) && value.every((item) => typeof item === "boolean"),
  "ints+": (value) => isInteger(value) || isNumbers(value),
  int: isInteger,
  float: (value) => typeof value === "number",
  bool: (value) => typeof value === "boolean",
  scalar: (value) => isInteger(value) || typeof value === "boolean" || isComplex(value),
  dtype: isDType,
  device: (value) => typeof value === "string" && deviceName.test(value),
  generator: (value) => value instanceof Generator,
  string: isText,
  layout: isText,
  memoryFormat: isText,
  reduction: isText,
};

const texts: Readonly<Partial<Record<BaseKind, string>>> = {
  tensors: "list of tensors",
  indices: "list of tensors and nulls",
  scalar: "number",
  scalars: "list of numbers",
  int: "integer",
  ints: "list of integers",
  "ints+": "integer or list of integers",
  float: "number",
  floats: "list of numbers",
  bool: "boolean",
  bools: "list of booleans",
};

/** A kind in words: `list of integers or null`. */
export function kindText(kind: ArgumentKind): string {
  if (isOptional(kind)) return `${kindText(baseOf(kind))} or null`;
  return texts[kind] ?? kind;
}

function isOptional(kind: ArgumentKind): kind is `${BaseKind}?` {
  return kind.endsWith("?");
}

function baseOf(kind: `${BaseKind}?`): BaseKind {
  return kind.slice(0, -1) as BaseKind; // The type says that a kind is a base with an optional "?" after it.
}

function isTensors(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => !item || item instanceof HandleOwner);
}

function isNumbers(value: unknown): boolean {
  return Array.isArray(value) && !(value[0] instanceof HandleOwner);
}

function isInteger(value: unknown): boolean {
  return typeof value === "number" || typeof value === "bigint";
}

function isComplex(value: unknown): boolean {
  return typeof value === "object" && value !== null && "re" in value && "im" in value;
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}
