import type { EngineAddon, OperatorNumber, TensorHandle, TensorId } from "../addon.js";
import { asLaycaError } from "../errors.js";
import { engine } from "../native.js";
import { Generator } from "./generator.js";
import type { Operator, Overload, ResultKind } from "./operator.js";
import { chooseOverload, inOrder, requiresGradOf } from "./overloads.js";
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
  const number = overload.number(addon);
  const [kind] = overload.results;
  if (kind === "self") {
    passed(addon, number, null, ordered);
    return args[0];
  }
  if (overload.results.length !== 1 || (kind !== "tensor" && kind !== "made")) {
    return wrappedAll(overload.results, passed(addon, number, null, ordered), wrap);
  }
  const owner = wrap(null);
  const result = passed(addon, number, owner, ordered);
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
  args: readonly unknown[],
): unknown {
  // First, since it may run getters, and these operators: no id may have been read by then.
  const given = args.some(Array.isArray) ? args.map(withHandles) : args;
  const ids = idsOf(given);
  switch (countOf(given)) {
    case 1:
      return addon.call(number, owner, ids, unwrapped(given[0]));
    case 2:
      return addon.call(number, owner, ids, unwrapped(given[0]), unwrapped(given[1]));
    case 3:
      return addon.call(
        number,
        owner,
        ids,
        unwrapped(given[0]),
        unwrapped(given[1]),
        unwrapped(given[2]),
      );
    default:
      return addon.call(number, owner, ids, ...given.map(unwrapped));
  }
}

/** Without those at the end that are not given: of more than three the addon makes a list. */
function countOf(args: readonly unknown[]): number {
  let count = args.length;
  while (count > 0 && args[count - 1] === undefined) count--;
  return count;
}

function withHandles(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((item) => (item instanceof HandleOwner ? item.handle : item));
}

/** Which arguments are tensors, by a bit for each: the numbers that these pass are ids, unlike a user's. */
function idsOf(args: readonly unknown[]): number {
  let ids = 0;
  for (let index = 0; index < args.length; index++) {
    if (args[index] instanceof HandleOwner) ids |= 1 << index;
  }
  return ids >>> 0;
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
