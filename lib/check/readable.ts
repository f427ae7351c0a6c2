import { InputError } from "../errors.js";
import { pathText } from "./value-text.js";

const deepest = 64;
const mostValues = 1_000_000;

interface Visit {
  readonly value: object;
  readonly path: readonly PropertyKey[];
  readonly entries: Iterator<readonly [PropertyKey, unknown]>;
}

/**
 * Refuses what no schema should walk into: a value that contains itself, more than 64 levels or a
 * million values. It keeps a stack of its own, so that no depth overflows the call stack.
 *
 * @throws InputError naming where.
 */
export function refuseUnreadable(root: unknown, place: string): void {
  const ancestors = new Map<object, readonly PropertyKey[]>();
  const stack: Visit[] = [];
  let values = 0;

  const enter = (value: unknown, path: readonly PropertyKey[]) => {
    if (++values > mostValues) fail([], `expected at most ${mostValues} values in all`);
    if (typeof value !== "object" || value === null) return;
    const outer = ancestors.get(value);
    if (outer)
      fail(path, `expected a value without circles but it contains ${nameOf(outer)} again`);
    if (path.length > deepest) fail([], `expected at most ${deepest} levels of nesting`);
    ancestors.set(value, path);
    stack.push({ value, path, entries: entriesOf(value) });
  };
  const fail = (path: readonly PropertyKey[], message: string): never => {
    throw InputError.at(pathText(place, path), message);
  };
  const nameOf = (path: readonly PropertyKey[]) => pathText(place, path) || "the whole value";

  enter(root, []);
  for (let visit = stack.at(-1); visit; visit = stack.at(-1)) {
    const next = visit.entries.next();
    if (next.done) {
      ancestors.delete(visit.value);
      stack.pop();
    } else {
      const [key, value] = next.value;
      enter(value, [...visit.path, key]);
    }
  }
}

function entriesOf(value: object): Iterator<readonly [PropertyKey, unknown]> {
  return Array.isArray(value) ? value.entries() : Object.entries(value)[Symbol.iterator]();
}
