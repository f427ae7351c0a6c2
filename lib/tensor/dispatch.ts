import type { EngineAddon, OperatorNumber, TensorHandle, TensorId } from "../addon.js";
import { asLaycaError } from "../errors.js";
import { engine } from "../native.js";
import { idMark, OWNED, packedMark } from "./call-marks.js";
import { Generator } from "./generator.js";
import type { ListPlace, Operator, Overload, ResultKind } from "./operator.js";
import { chooseOverload, inOrder, requiresGradOf } from "./overloads.js";
import { packedIntegers } from "./packed-integers.js";
import { reductionNumber } from "./reduction.js";
import { refuseOffers } from "./refuse-offers.js";
import { HandleOwner } from "./tensor-handle.js";

/** Makes a tensor of a handle; null: an owner of the tensor that is to be made. */
export type Wrap = (handle: TensorHandle | null) => HandleOwner;

/**
 * Calls an operator as TypeScript wrote it: chooses the overload, passes handles for tensors and wraps the handles
 * that come back.
 *
 * @throws {InputError} for arguments that fit no overload, {@link TorchError} for libtorch's own errors.
 */
export function dispatch(operator: Operator, args: readonly unknown[], wrap: Wrap): unknown {
  // What `native` does, but for its closure, which each call would leave to be collected.
  const addon = engine();
  try {
    return called(addon, operator, args, wrap);
  } catch (error) {
    refuseOffers(operator.name, args);
    throw asLaycaError(error);
  }
}

function called(
  addon: EngineAddon,
  operator: Operator,
  args: readonly unknown[],
  wrap: Wrap,
): unknown {
  const overload = chooseOverload(operator, args);
  const ordered = named(operator.name, overload, inOrder(operator.name, overload, args));
  const number = overload.engineOperator.number(addon);
  const [kind] = overload.results;
  if (kind === "self") {
    passed(addon, number, null, overload, ordered);
    return args[0];
  }
  if (overload.results.length !== 1 || (kind !== "tensor" && kind !== "made")) {
    return wrappedAll(overload.results, passed(addon, number, null, overload, ordered), wrap);
  }
  const owner = wrap(null);
  const result = passed(addon, number, owner, overload, ordered);
  // An undefined tensor, which some operators return for what was not asked for.
  if (result === null) return null;
  // What `call` returns is `unknown`; the generator wrote `kind` from the operator's own schema.
  owner.own(result as TensorHandle | TensorId);
  if (kind === "made") {
    const requiresGrad = requiresGradOf(overload, args);
    if (requiresGrad !== undefined) {
      // The native function checks that it is a boolean, whatever the type here says.
      addon.tensorSetRequiresGrad(owner.handle, requiresGrad as boolean);
    }
  }
  return owner;
}

/** The number in place of a reduction's name. */
function named(
  name: string,
  { reduction }: Overload,
  args: readonly unknown[],
): readonly unknown[] {
  if (reduction < 0 || args[reduction] === undefined) return args;
  return args.with(reduction, reductionNumber(name, args[reduction]));
}

/**
 * Calls with handles or ids for tensors; without a list in between for the few arguments that most calls have.
 *
 * @param owner of the single tensor that results; null: results are handles
 */
function passed(
  addon: EngineAddon,
  number: OperatorNumber,
  owner: HandleOwner | null,
  { lists }: Overload,
  args: readonly unknown[],
): unknown {
  // First, since it may run getters, and these operators: no id may have been read by then.
  const given = lists.length === 0 ? args : withLists(lists, args);
  const marks = (owner ? OWNED : 0) | idMarks(given) | packedMarks(lists, args, given);
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

/** Lists of tensors as those of their handles, short ones of integers as numbers. */
function withLists(lists: readonly ListPlace[], args: readonly unknown[]): readonly unknown[] {
  const given = args.slice();
  for (let index = 0; index < lists.length; index++) {
    const { at, of } = lists[index] as ListPlace;
    const value = given[at];
    if (!Array.isArray(value)) continue;
    given[at] = of === "integers" ? (packedIntegers(value) ?? value) : value.map(handleInList);
  }
  return given;
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

/** Which were lists and are numbers now. */
function packedMarks(
  lists: readonly ListPlace[],
  args: readonly unknown[],
  given: readonly unknown[],
): number {
  let marks = 0;
  for (let index = 0; index < lists.length; index++) {
    const { at } = lists[index] as ListPlace;
    if (given[at] !== args[at] && typeof given[at] === "number") marks |= packedMark(at);
  }
  return marks;
}

function unwrapped(value: unknown): unknown {
  if (value instanceof HandleOwner) return value.held;
  return value instanceof Generator ? value.handle : value;
}

function wrappedAll(kinds: readonly ResultKind[], result: unknown, wrap: Wrap): unknown {
  const only = kinds[0];
  if (kinds.length <= 1) return only && wrapped(only, result, wrap);
  // Several results come as an array of as many; the generator wrote `kinds` from the operator's own schema.
  return (result as unknown[]).map((item, index) => {
    const kind = kinds[index];
    return kind && wrapped(kind, item, wrap);
  });
}

function wrapped(kind: ResultKind, result: unknown, wrap: Wrap): unknown {
  if (result === null || kind === "value") return result;
  // What `call` returns is `unknown`; the generator wrote `kind` from the operator's own schema.
  if (kind === "tensors") return (result as TensorHandle[]).map((handle) => wrap(handle));
  return wrap(result as TensorHandle);
}
