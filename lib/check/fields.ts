import { z } from "zod";
import { closest } from "./closest.js";
import { listText, valueText } from "./value-text.js";

/**
 * The vocabulary that schemas are written in: zod types whose messages have the house's form,
 * `expected an integer ≥ 1 but received 0`.
 */

type ErrorMap = z.core.$ZodErrorMap;
type Shape = Readonly<Record<string, z.core.SomeType>>;

/** `expected WHAT but received VALUE`, or `… but it is missing`. */
export function expectedText(what: string, value: unknown): string {
  const received = value === undefined ? "it is missing" : `received ${valueText(value)}`;
  return `expected ${what} but ${received}`;
}

function expected(what: string): ErrorMap {
  return (issue) => expectedText(what, issue.input);
}

/**
 * An integer from `min` to `max`; by default up to the largest that a JavaScript number holds
 * exactly.
 */
export function integer(min: number, max = Number.MAX_SAFE_INTEGER): z.ZodNumber {
  const error: ErrorMap = (issue) => {
    const what = issue.code === "too_big" ? `an integer ≤ ${max}` : `an integer ≥ ${min}`;
    return expectedText(what, issue.input);
  };
  return z.int({ error }).min(min, { error }).max(max, { error });
}

/** A count of features, channels or pixels: an integer from 1 to 2³¹ − 1. */
export const size = (): z.ZodNumber => integer(1, 2 ** 31 - 1);

/** A finite number: `≥ from` or `> above`, `≤ to` or `< below`. */
export function real(
  bounds: { from?: number; above?: number; to?: number; below?: number } = {},
): z.ZodNumber {
  const { from, above, to, below } = bounds;
  const limits = [
    from === undefined ? "" : `≥ ${from}`,
    above === undefined ? "" : `> ${above}`,
    to === undefined ? "" : `≤ ${to}`,
    below === undefined ? "" : `< ${below}`,
  ].filter((limit) => limit !== "");
  const error = expected(limits.length ? `a number ${limits.join(" and ")}` : "a finite number");
  let schema = z.number({ error });
  if (from !== undefined) schema = schema.gte(from);
  if (above !== undefined) schema = schema.gt(above);
  if (to !== undefined) schema = schema.lte(to);
  if (below !== undefined) schema = schema.lt(below);
  return schema;
}

/** true or false. */
export const flag = (): z.ZodBoolean => z.boolean({ error: expected("true or false") });

/** A string of at least one character; `what` says what it names. */
export const text = (what: string): z.ZodString => z.string({ error: expected(what) }).min(1);

/** A function; `what` says what for. */
export const callable = (what: string) =>
  z.custom<(...args: never[]) => unknown>((value) => typeof value === "function", {
    error: expected(what),
  });

/** One of a few strings. */
export function oneOf<const Values extends readonly string[]>(values: Values) {
  return z.enum(values, {
    error: expected(listText(values.map((value) => JSON.stringify(value)))),
  });
}

/** An array of `element`. */
export function list<Element extends z.core.SomeType>(element: Element, what: string) {
  return z.array(element, { error: expected(what) });
}

/** Names of one or more layers. */
export const layerNames = () =>
  list(text("a layer's name"), "a list of one or more layer names").min(1);

/**
 * Alternatives that differ in their JSON type; the one that fits the value's type speaks for its
 * errors.
 */
export function either<const Options extends readonly z.core.SomeType[]>(
  options: Options,
  what: string,
) {
  return z.union(options, { error: expected(what) });
}

/** The `kind` that tells an object from the others of its union. */
export const kind = <const Name extends string>(name: Name) =>
  z.literal(name).describe(`Which kind it is: ${name}.`);

/** An object with these keys only. */
export function strict<Fields extends Shape>(fields: Fields, what: string) {
  return z.strictObject(fields, { error: objectError(Object.keys(fields), what) });
}

/** A union of objects told apart by `kind`. */
export function kinds<
  const Options extends readonly [z.core.$ZodTypeDiscriminable, ...z.core.$ZodTypeDiscriminable[]],
>(options: Options, { what }: { what: string }) {
  const available = options.flatMap((option) =>
    [...(option._zod.propValues?.kind ?? [])].map(String),
  );
  return z.discriminatedUnion("kind", options, {
    error: ({ input, code }) => {
      if (code !== "invalid_union" || Array.isArray(input)) return expectedText(what, input);
      const received = (input as { kind?: unknown }).kind;
      const sentence = expectedText(listText(available), received);
      const near = guess(received, available);
      return near === "" ? sentence : `${sentence};${near}`;
    },
  });
}

/** Unknown keys give one line each, in the order of the issue's `keys`: see `inputIssues`. */
function objectError(keys: readonly string[], what: string): ErrorMap {
  return (issue) => {
    if (issue.code !== "unrecognized_keys") return expectedText(what, issue.input);
    return issue.keys
      .map((key) => `unknown key;${guess(key, keys)} expected one of ${keys.join(", ")}`)
      .join("\n");
  };
}

function guess(word: unknown, candidates: readonly string[]): string {
  const near = typeof word === "string" ? closest(word, candidates) : undefined;
  return near === undefined ? "" : ` did you mean ${near}?`;
}
