import { InputError } from "../errors.js";

/**
 * Applies `--set` assignments to a run file's value, which stays as it is.
 *
 * @param value what the file holds
 * @param assignments `optimizer.base.lr=0.1`, `network.layers[2].bias=false`, `seed=3`: the value is read as
 *   JSON, or taken as a string where it is none
 * @throws {InputError} for an assignment that is none or leads through something that is no object or list
 */
export function assign(value: unknown, assignments: readonly string[]): unknown {
  const result = structuredClone(value);
  for (const assignment of assignments) {
    const [, path, text] = /^([^=]+)=(.*)$/su.exec(assignment) ?? [];
    const place = `--set ${assignment}`;
    if (path === undefined || text === undefined) {
      throw InputError.at(place, "expected path=value, as in epochs=3");
    }
    set(result, segmentsOf(path, place), parse(text), place);
  }
  return result;
}

function segmentsOf(path: string, place: string): (string | number)[] {
  const whole = /^[^.[\]]+(\.[^.[\]]+|\[\d+\])*$/u;
  if (!whole.test(path)) {
    throw InputError.at(
      place,
      `expected a path such as network.layers[0].bias but received ${path}`,
    );
  }
  return [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/gu)].map(([, index, name]) =>
    index === undefined ? (name ?? "") : Number(index),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function set(root: unknown, segments: readonly (string | number)[], value: unknown, place: string) {
  let target: unknown = root;
  segments.forEach((segment, depth) => {
    const last = depth === segments.length - 1;
    if (Array.isArray(target) && typeof segment === "number" && segment < target.length) {
      if (last) target[segment] = value;
      else target = target[segment];
    } else if (isObject(target) && typeof segment === "string") {
      // An own property is defined, so that `__proto__` is a key like any other.
      if (last || !Object.hasOwn(target, segment)) {
        Object.defineProperty(target, segment, {
          value: last ? value : {},
          writable: true,
          enumerable: true,
          configurable: true,
        });
      }
      target = target[segment];
    } else {
      const where = segments.slice(0, depth).join(".") || "the run file";
      throw InputError.at(
        place,
        `expected ${where} to hold ${typeof segment === "number" ? `an item ${segment}` : `fields, ${segment} among them`}, but it does not`,
      );
    }
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
