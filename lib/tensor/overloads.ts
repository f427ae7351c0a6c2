import { InputError } from "../errors.js";
import { isDType } from "./dtypes.js";
import type { ArgumentKind, Operator, Overload } from "./operator.js";
import { HandleOwner } from "./tensor-handle.js";

type Options = Readonly<Record<string, unknown>>;

/** An overload and its arguments in the schema's order. */
export interface Chosen {
  readonly overload: Overload;
  readonly args: readonly unknown[];
}

/**
 * The one overload that the arguments fit: by their number, their kinds, and the names of the options. Required
 * arguments come by position, all others in one options object after them.
 *
 * @throws {InputError} when none fits.
 */
export function chooseOverload({ name, overloads }: Operator, args: readonly unknown[]): Chosen {
  const only = overloads.length === 1 ? overloads[0] : undefined;
  // The engine checks the values of a lone overload itself, with better messages than a list of signatures.
  const overload =
    only && fitsCount(only, args)
      ? only
      : overloads.find((candidate) => fitsCount(candidate, args) && fitsKinds(candidate, args));
  if (!overload) {
    const expected = overloads.map(signature).join(" or ");
    throw InputError.at(name, `expected ${expected} but received (${args.map(kindOf).join(", ")})`);
  }
  return { overload, args: inOrder(name, overload, args) };
}

function fitsCount({ required }: Overload, args: readonly unknown[]): boolean {
  if (args.length === required.length) return true;
  return args.length === required.length + 1 && isOptions(args[required.length]);
}

function fitsKinds({ required, options }: Overload, args: readonly unknown[]): boolean {
  const given = optionsOf(args[required.length]);
  return (
    required.every((kind, index) => fits(kind, args[index])) &&
    Object.keys(given).every((key) => Object.hasOwn(options, key)) &&
    Object.entries(options).every(([key, { required: must }]) => !must || given[key] !== undefined)
  );
}

function inOrder(name: string, overload: Overload, args: readonly unknown[]): readonly unknown[] {
  const { required, options } = overload;
  if (args.length === required.length) return args;
  const result = args.slice(0, required.length);
  for (const [key, value] of Object.entries(optionsOf(args[required.length]))) {
    const place = Object.hasOwn(options, key) ? options[key] : undefined;
    if (!place) {
      const known = Object.keys(options).join(", ") || "none";
      throw InputError.at(
        `${name}.${key}`,
        `expected one of the options (${known}) but received "${key}"`,
      );
    }
    result[place.at] = value;
  }
  return result;
}

function isOptions(value: unknown): boolean {
  return (
    value === undefined ||
    (typeof value === "object" &&
      value !== null &&
      !Array.isArray(value) &&
      !ArrayBuffer.isView(value) &&
      !(value instanceof HandleOwner))
  );
}

function optionsOf(value: unknown): Options {
  // Any object that is no tensor, array or view is read as options; its keys are checked against the schema's.
  return isOptions(value) ? ((value ?? {}) as Options) : {};
}

function fits(kind: ArgumentKind, value: unknown): boolean {
  if (kind.endsWith("?")) return value === null || value === undefined || fits(baseOf(kind), value);
  switch (kind) {
    case "tensor":
      return value instanceof HandleOwner;
    case "tensors":
    case "ints":
    case "floats":
    case "bools":
      return Array.isArray(value);
    case "ints+":
      return Array.isArray(value) || isInteger(value);
    case "int":
      return isInteger(value);
    case "float":
      return typeof value === "number";
    case "bool":
      return typeof value === "boolean";
    case "scalar":
      return ["number", "bigint", "boolean"].includes(typeof value) || isComplex(value);
    case "dtype":
      return isDType(value);
    case "device":
      return typeof value === "string" && /^(cpu|cuda(:\d+)?)$/.test(value);
    default:
      return typeof value === "string";
  }
}

function baseOf(kind: ArgumentKind): ArgumentKind {
  return kind.slice(0, -1) as ArgumentKind; // The type says that a kind is a base with an optional "?" after it.
}

function isInteger(value: unknown): boolean {
  return typeof value === "number" || typeof value === "bigint";
}

function isComplex(value: unknown): boolean {
  return typeof value === "object" && value !== null && "re" in value && "im" in value;
}

function signature({ required, options }: Overload): string {
  const must = Object.entries(options).filter(([, place]) => place.required);
  const named = must.length > 0 ? [`{ ${must.map(([key]) => key).join(", ")} }`] : [];
  return `(${[...required, ...named].join(", ")})`;
}

function kindOf(value: unknown): string {
  if (value instanceof HandleOwner) return "tensor";
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "object") return `{ ${Object.keys(value).join(", ")} }`;
  return typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : typeof value;
}
