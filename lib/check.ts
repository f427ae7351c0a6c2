import type { z } from "zod";
import { inputIssues } from "./check/issues.js";
import { refuseUnreadable } from "./check/readable.js";
import { InputError } from "./errors.js";

/** A type whose properties and elements are readonly all the way down. */
export type Immutable<T> = T extends readonly (infer Element)[]
  ? readonly Immutable<Element>[]
  : T extends object
    ? { readonly [Key in keyof T]: Immutable<T[Key]> }
    : T;

/**
 * Checks a value of unknown origin and fills in the schema's defaults.
 *
 * @param place what the value is called in messages, `run` or `network`; paths start with it. Empty
 *   for a run spec, whose paths start at its fields.
 * @throws InputError with every issue: unknown keys, wrong types, impossible values, circular or
 *   absurdly deep values.
 */
export function checkInput<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  place = "",
): Immutable<z.output<Schema>> {
  refuseUnreadable(value, place);
  const result = schema.safeParse(value);
  if (!result.success) throw new InputError(inputIssues(result.error.issues, place));
  // A readonly view of what zod has just built; nobody else holds it.
  return result.data as Immutable<z.output<Schema>>;
}
