import { InputError } from "../errors.js";
import { kindText } from "./argument-kinds.js";
import { Generator } from "./generator.js";
import type { Operator, Overload } from "./operator.js";
import { HandleOwner } from "./tensor-handle.js";

type Options = Readonly<Record<string, unknown>>;

/** Unlike `Object.hasOwn`, costs nothing inside of `for … in` once it is compiled. */
const isOwn = Object.prototype.hasOwnProperty;

/**
 * The one overload that the arguments fit: by their number, the kinds of the required ones, and the names of the
 * options; where several do, by the kinds of the options too, and then the first. The generator refuses operators
 * of which arguments could mean two overloads that differ, so that the first is never a guess. Required arguments
 * come by position, all others in one options object after them.
 *
 * What it and {@link inOrder} leave to be collected counts: they run at every call.
 *
 * @throws {InputError} when none fits.
 */
export function chooseOverload({ name, overloads }: Operator, args: readonly unknown[]): Overload {
  const overload =
    overloads.length === 1 ? loneOverload(overloads, args) : fitting(overloads, args);
  if (overload) return overload;
  const expected = overloads.map(signature).join(" or ");
  throw InputError.at(name, `expected ${expected} but received (${args.map(kindOf).join(", ")})`);
}

/**
 * The arguments in the schema's order, options at their places; `args` itself where there are none.
 *
 * @throws {InputError} for an option that the overload does not have.
 */
export function inOrder(
  name: string,
  overload: Overload,
  args: readonly unknown[],
): readonly unknown[] {
  const { required, options, length } = overload;
  if (args.length === required.length) return args;
  const result = new Array<unknown>(length);
  for (let index = 0; index < length; index++) {
    result[index] = index < required.length ? args[index] : undefined;
  }
  const given = optionsOf(overload, args);
  for (const key in given) {
    if (!isOwn.call(given, key)) continue;
    const place = options.get(key);
    if (!place) {
      const known = [...options.keys()].join(", ") || "none";
      throw InputError.at(
        `${name}.${key}`,
        `expected one of the options (${known}) but received "${key}"`,
      );
    }
    if (place.at >= 0) result[place.at] = given[key];
  }
  return result;
}

/** The option `requiresGrad`, which is no argument of the operator. */
export function requiresGradOf(overload: Overload, args: readonly unknown[]): unknown {
  const given = optionsOf(overload, args);
  return Object.hasOwn(given, "requiresGrad") ? given.requiresGrad : undefined;
}

/** The engine checks the values of a lone overload itself, with better messages than a list of signatures. */
function loneOverload([only]: readonly Overload[], args: readonly unknown[]): Overload | undefined {
  return only && fitsCount(only, args) ? only : undefined;
}

function fitting(overloads: readonly Overload[], args: readonly unknown[]): Overload | undefined {
  let first: Overload | undefined;
  for (const overload of overloads) {
    if (!fitsCount(overload, args) || !fitsKinds(overload, args)) continue;
    if (args.length === overload.required.length) {
      if (overload.demanded.length === 0) return overload;
    } else {
      const fit = optionsFit(overload, optionsOf(overload, args));
      if (fit === "all") return overload;
      if (fit === "names") first ??= overload;
    }
  }
  return first;
}

function fitsCount({ required }: Overload, args: readonly unknown[]): boolean {
  if (args.length === required.length) return true;
  return args.length === required.length + 1 && isOptions(args[required.length]);
}

function fitsKinds({ tests }: Overload, args: readonly unknown[]): boolean {
  for (let index = 0; index < tests.length; index++) {
    if (!tests[index]?.(args[index])) return false;
  }
  return true;
}

/** `names`: some value has another kind. */
type OptionsFit = "none" | "names" | "all";

function optionsFit({ options, demanded }: Overload, given: Options): OptionsFit {
  let fit: OptionsFit = "all";
  for (const key in given) {
    if (!isOwn.call(given, key)) continue;
    const place = options.get(key);
    if (!place) return "none";
    const value = given[key];
    if (value !== undefined && !place.test(value)) fit = "names";
  }
  for (let index = 0; index < demanded.length; index++) {
    if (given[demanded[index] ?? ""] === undefined) return "none";
  }
  return fit;
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

const NONE: Options = {};

/** What follows the required arguments, where their number fits; its keys are checked by the schema's. */
function optionsOf({ required }: Overload, args: readonly unknown[]): Options {
  return (args[required.length] ?? NONE) as Options; // `fitsCount` looked at it.
}

/** As users write it, options that need not be given with a question mark: `(tensor, { min?, max? })`. */
function signature({ required, options, demanded }: Overload): string {
  const names = Array.from(options.keys(), (key) => (demanded.includes(key) ? key : `${key}?`));
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
