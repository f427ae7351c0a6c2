import { InputError } from "../errors.js";
import { HandleOwner } from "./tensor-handle.js";

/**
 * The tensors that can be reached from a value: itself, elements of arrays, Maps and Sets, and own properties of
 * other objects, but no private fields, and none behind a getter.
 *
 * @param place what the value is called in messages
 * @throws {InputError} for a promise inside, whose tensors are not there yet.
 */
export function* reachableTensors(value: unknown, place: string): Generator<HandleOwner> {
  const seen = new Set<object>();
  const left: unknown[] = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next !== "object" || next === null || seen.has(next)) continue;
    seen.add(next);
    if (next instanceof HandleOwner) {
      yield next;
    } else if (isPromise(next)) {
      throw InputError.at(
        place,
        "expected no promise inside of what is returned but received one: await it first",
      );
    } else if (!ArrayBuffer.isView(next)) {
      for (const item of inside(next)) left.push(item);
    }
  }
}

/** Whether it can be waited for. */
export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === "object" &&
    value !== null &&
    "then" in value &&
    typeof value.then === "function"
  );
}

function* inside(value: object): Generator<unknown> {
  if (value instanceof Map || value instanceof Set) yield* value.keys();
  if (value instanceof Map) yield* value.values();
  for (const key of Reflect.ownKeys(value)) {
    yield Object.getOwnPropertyDescriptor(value, key)?.value;
  }
}
