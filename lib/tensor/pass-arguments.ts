import type { EngineAddon } from "../addon.js";
import { idMark, OWNED, shortListMark } from "./call-marks.js";
import { Generator } from "./generator.js";
import type { ListPlace, Overload } from "./operator.js";
import { packedIntegers } from "./packed-integers.js";
import { HandleOwner } from "./tensor-handle.js";

/**
 * Calls an overload with handles or ids for tensors; without a list in between for the few arguments that most calls
 * have.
 *
 * @param owner of the tensor that results, or one of each; null: results are handles
 * @param args in the schema's order
 */
export function passed(
  addon: EngineAddon,
  owner: HandleOwner | readonly HandleOwner[] | null,
  { engineOperator, lists }: Overload,
  args: readonly unknown[],
): unknown {
  const number = engineOperator.number(addon);
  let given = args;
  let marks = owner ? OWNED : 0;
  if (lists.length > 0) {
    // First, since it may run getters, and these operators: no other id may have been read by then.
    const shortened = args.slice();
    marks |= shorten(lists, shortened);
    given = shortened;
  }
  marks |= idMarks(given);
  switch (countOf(given)) {
    case 1:
      return addon.call(number, owner, marks, unwrapped(given[0]));
    case 2:
      return addon.call(number, owner, marks, unwrapped(given[0]), unwrapped(given[1]));
    case 3:
      return addon.call(
        number,
        owner,
        marks,
        unwrapped(given[0]),
        unwrapped(given[1]),
        unwrapped(given[2]),
      );
    default:
      return addon.call(number, owner, marks, ...given.map(unwrapped));
  }
}

/** Without those at the end that are not given: of more than three the addon makes a list. */
function countOf(args: readonly unknown[]): number {
  let count = args.length;
  while (count > 0 && args[count - 1] === undefined) count--;
  return count;
}

/** Puts lists into the shortest form that the engine takes them in, and returns the marks of these. */
function shorten(lists: readonly ListPlace[], args: unknown[]): number {
  let marks = 0;
  for (let index = 0; index < lists.length; index++) {
    const { at, of } = lists[index] as ListPlace;
    const value = args[at];
    if (!Array.isArray(value)) continue;
    const short = of === "integers" ? packedIntegers(value) : tensorIds(value);
    if (short !== undefined) marks |= shortListMark(at);
    args[at] = short ?? value.map(handleInList);
  }
  return marks;
}

/** Of tensors that live in `list` as long as the call; undefined where a number of the user's could be taken for an id. */
function tensorIds(list: readonly unknown[]): unknown[] | undefined {
  const ids = new Array<unknown>(list.length);
  for (let index = 0; index < list.length; index++) {
    const item = list[index];
    if (typeof item === "number") return undefined;
    ids[index] = item instanceof HandleOwner ? item.held : item;
  }
  return ids;
}

function handleInList(item: unknown): unknown {
  return item instanceof HandleOwner ? item.handle : item;
}

/** Which arguments are tensors: the numbers that these pass are ids, unlike a user's. */
function idMarks(given: readonly unknown[]): number {
  let marks = 0;
  for (let index = 0; index < given.length; index++) {
    if (given[index] instanceof HandleOwner) marks |= idMark(index);
  }
  return marks;
}

function unwrapped(value: unknown): unknown {
  if (value instanceof HandleOwner) return value.held;
  return value instanceof Generator ? value.handle : value;
}
