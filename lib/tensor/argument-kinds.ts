import { deviceName } from "../check/device.js";
import { isDType } from "./dtypes.js";
import { Generator } from "./generator.js";
import type { ArgumentKind, BaseKind } from "./operator.js";
import { HandleOwner } from "./tensor-handle.js";

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
