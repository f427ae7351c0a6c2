import type { EngineAddon, TensorHandle, TensorId } from "../addon.js";
import { asLaycaError } from "../errors.js";
import { engine } from "../native.js";
import type { Operator, Overload, ResultKind } from "./operator.js";
import { chooseOverload, inOrder, requiresGradOf } from "./overloads.js";
import { passed } from "./pass-arguments.js";
import { reductionNumber } from "./reduction.js";
import { refuseOffers } from "./refuse-offers.js";
import type { HandleOwner } from "./tensor-handle.js";

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
  const [kind] = overload.results;
  if (kind === "self") {
    passed(addon, null, overload, ordered);
    return args[0];
  }
  if (overload.owners === 0) {
    return wrappedAll(overload.results, passed(addon, null, overload, ordered), wrap);
  }
  if (overload.owners > 1) return ownedAll(addon, overload, ordered, wrap);
  const owner = wrap(null);
  const result = passed(addon, owner, overload, ordered);
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

/** A tuple of tensors. */
function ownedAll(
  addon: EngineAddon,
  overload: Overload,
  args: readonly unknown[],
  wrap: Wrap,
): (HandleOwner | null)[] {
  const owners = overload.results.map(() => wrap(null));
  // As many as results, by the operator's own schema.
  const made = passed(addon, owners, overload, args) as (TensorHandle | TensorId | null)[];
  return owners.map((owner, index) => {
    const tensor = made[index] ?? null;
    if (tensor === null) return null;
    owner.own(tensor);
    return owner;
  });
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
