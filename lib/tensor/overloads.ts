import { deviceName } from "../check/device.js";
import { InputError } from "../errors.js";
import { isDType } from "./dtypes.js";
import { Generator } from "./generator.js";
import type { ArgumentKind, Operator, Overload } from "./operator.js";
import { HandleOwner } from "./tensor-handle.js";

type Options = Readonly<Record<string, unknown>>;

/** An overload and its arguments in the schema's order. */
export interface Chosen {
  readonly overload: Overload;
  readonly args: readonly unknown[];
  /** The option of this name, which is no argument of the operator. */
  readonly requiresGrad: unknown;
}

/**
 * The one overload that the arguments fit: by their number, the kinds of the required ones, and the names of the
 * options; where several do, by the kinds of the options too, and then the first. The generator refuses operators
 * of which arguments could mean two overloads that differ, so that the first is never a guess. Required arguments
 * come by position, all others in one options object after them.
 *
 * @throws {InputError} when none fits.
 */
export function chooseOverload({ name, overloads }: Operator, args: readonly unknown[]): Chosen {
  const overload =
    overloads.length === 1 ? loneOverload(overloads, args) : fitting(overloads, args);
  if (!overload) {
    const expected = overloads.map(signature).join(" or ");
    throw InputError.at(name, `expected ${expected} but received (${args.map(kindOf).join(", ")})`);
  }
  return inOrder(name, overload, args);
}

/** The engine checks the values of a lone overload itself, with better messages than a list of signatures. */
function loneOverload([only]: readonly Overload[], args: readonly unknown[]): Overload | undefined {
  return only && fitsCount(only, args) ? only : undefined;
}

function fitting(overloads: readonly Overload[], args: readonly unknown[]): Overload | undefined {
  const fit = overloads.filter(
    (overload) => fitsCount(overload, args) && fitsKinds(overload, args),
  );
  if (fit.length < 2) return fit[0];
  return fit.find((overload) => fitsOptions(overload, args)) ?? fit[0];
}

function fitsCount({ required }: Overload, args: readonly unknown[]): boolean {
  if (args.length === required.length) return true;
  return args.length === required.length + 1 && isOptions(args[required.length]);
}

function fitsKinds({ required, options, demanded }: Overload, args: readonly unknown[]): boolean {
  if (!required.every((kind, index) => fits(kind, args[index]))) return false;
  if (args.length === required.length) return demanded.length === 0;
  const given = optionsOf(args[required.length]);
  return (
    Object.keys(given).every((key) => Object.hasOwn(options, key)) &&
    demanded.every((key) => given[key] !== undefined)
  );
}

function fitsOptions({ required, options }: Overload, args: readonly unknown[]): boolean {
  return Object.entries(optionsOf(args[required.length])).every(([key, value]) => {
    const kind = options[key]?.kind;
    return value === undefined || kind === undefined || fits(kind, value);
  });
}

function inOrder(name: string, overload: Overload, args: readonly unknown[]): Chosen {
  const { required, options } = overload;
  if (args.length === required.length) return { overload, args, requiresGrad: undefined };
  const result = args.slice(0, required.length);
  let requiresGrad: unknown;
  for (const [key, value] of Object.entries(optionsOf(args[required.length]))) {
    const place = Object.hasOwn(options, key) ? options[key] : undefined;
    if (!place) {
      const known = Object.keys(options).join(", ") || "none";
      throw InputError.at(
        `${name}.${key}`,
        `expected one of the options (${known}) but received "${key}"`,
      );
    }
    if (place.at < 0) requiresGrad = value;
    else result[place.at] = value;
  }
  return { overload, args: result, requiresGrad };
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
    case "indices":
      return Array.isArray(value) && value.every((item) => !item || item instanceof HandleOwner);
    case "scalars":
    case "ints":
    case "floats":
      return Array.isArray(value) && !(value[0] instanceof HandleOwner);
    case "bools":
      return Array.isArray(value) && value.every((item) => typeof item === "boolean");
    case "ints+":
      return isInteger(value) || fits("ints", value);
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
      return typeof value === "string" && deviceName.test(value);
    case "generator":
      return value instanceof Generator;
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

function signature({ required, demanded }: Overload): string {
  const named = demanded.length > 0 ? [`{ ${demanded.join(", ")} }`] : [];
  return `(${[...required, ...named].join(", ")})`;
}

function kindOf(value: unknown): string {
  if (value instanceof HandleOwner) return "tensor";
  if (value instanceof Generator) return "generator";
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "object") return `{ ${Object.keys(value).join(", ")} }`;
  return typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : typeof value;
}
