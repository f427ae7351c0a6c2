import { InputError } from "../errors.js";
import { kindText } from "./argument-kinds.js";
import { Generator } from "./generator.js";
import type { Operator, Overload } from "./operator.js";
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
  let first: Overload | undefined;
  for (const overload of overloads) {
    if (!fitsCount(overload, args) || !fitsKinds(overload, args)) continue;
    if (fitsOptions(overload, args)) return overload;
    first ??= overload;
  }
  return first;
}

function fitsCount({ required }: Overload, args: readonly unknown[]): boolean {
  if (args.length === required.length) return true;
  return args.length === required.length + 1 && isOptions(args[required.length]);
}

function fitsKinds(
  { required, tests, options, demanded }: Overload,
  args: readonly unknown[],
): boolean {
  for (let index = 0; index < tests.length; index++) {
    if (!tests[index]?.(args[index])) return false;
  }
  if (args.length === required.length) return demanded.length === 0;
  const given = optionsOf(args[required.length]);
  return (
    Object.keys(given).every((key) => Object.hasOwn(options, key)) &&
    demanded.every((key) => given[key] !== undefined)
  );
}

function fitsOptions({ required, options }: Overload, args: readonly unknown[]): boolean {
  if (args.length === required.length) return true;
  return Object.entries(optionsOf(args[required.length])).every(
    ([key, value]) => value === undefined || options[key] === undefined || options[key].test(value),
  );
}

function inOrder(name: string, overload: Overload, args: readonly unknown[]): Chosen {
  const { required, options } = overload;
  if (args.length === required.length) return { overload, args, requiresGrad: undefined };
  const result = args.slice(0, required.length);
  let requiresGrad: unknown;
  const given = optionsOf(args[required.length]);
  for (const key of Object.keys(given)) {
    const value = given[key];
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

/** As users write it, options that need not be given with a question mark: `(tensor, { min?, max? })`. */
function signature({ required, options, demanded }: Overload): string {
  const names = Object.keys(options).map((key) => (demanded.includes(key) ? key : `${key}?`));
  const named = names.length > 0 ? [`{ ${names.join(", ")} }`] : [];
  return `(${[...required.map(kindText), ...named].join(", ")})`;
}

function kindOf(value: unknown): string {
  if (value instanceof HandleOwner) return "tensor";
  if (value instanceof Generator) return "generator";
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "object") return `{ ${Object.keys(value).join(", ")} }`;
  return typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : typeof value;
}
