import type { EngineAddon, NativeOperator, TensorHandle } from "../addon.js";
import { asLaycaError } from "../errors.js";
import { engine } from "../native.js";
import { Generator } from "./generator.js";
import type { Operator, Overload, ResultKind } from "./operator.js";
import { chooseOverload, inOrder, requiresGradOf } from "./overloads.js";
import { reductionNumber } from "./reduction.js";
import { refuseOffers } from "./refuse-offers.js";
import { HandleOwner } from "./tensor-handle.js";

/** Makes a tensor of a handle. */
export type Wrap = (handle: TensorHandle) => HandleOwner;

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
  const result = passed(overload.act(addon), ordered);
  const kind = overload.results[0];
  if (kind === "self") return args[0];
  if (kind === "made") {
    const requiresGrad = requiresGradOf(overload, args);
    if (requiresGrad !== undefined) {
      // The native function checks that it is a boolean, whatever the type here says.
      addon.tensorSetRequiresGrad(result as TensorHandle, requiresGrad as boolean);
    }
  }
  return wrappedAll(overload.results, result, wrap);
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

/** Calls with handles for tensors; without a list in between for the few arguments that most calls have. */
function passed(act: NativeOperator, args: readonly unknown[]): unknown {
  switch (args.length) {
    case 1:
      return act(unwrapped(args[0]));
    case 2:
      return act(unwrapped(args[0]), unwrapped(args[1]));
    case 3:
      return act(unwrapped(args[0]), unwrapped(args[1]), unwrapped(args[2]));
    case 4:
      return act(unwrapped(args[0]), unwrapped(args[1]), unwrapped(args[2]), unwrapped(args[3]));
    default:
      return act(...args.map(unwrapped));
  }
}

function unwrapped(value: unknown): unknown {
  if (value instanceof HandleOwner || value instanceof Generator) return value.handle;
  return Array.isArray(value)
    ? value.map((item) => (item instanceof HandleOwner ? item.handle : item))
    : value;
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

/** An undefined tensor, which some operators return for what was not asked for, is null. */
function wrapped(kind: ResultKind, result: unknown, wrap: Wrap): unknown {
  if (result === null || kind === "value") return result;
  // What `call` returns is `unknown`; the generator wrote `kind` from the operator's own schema.
  if (kind === "tensors") return (result as TensorHandle[]).map((handle) => wrap(handle));
  return wrap(result as TensorHandle);
}
