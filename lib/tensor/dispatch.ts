import type { EngineAddon, TensorHandle } from "../addon.js";
import { Generator } from "./generator.js";
import { native } from "./native-call.js";
import type { Operator, Overload, ResultKind } from "./operator.js";
import { chooseOverload } from "./overloads.js";
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
  return native((addon) => {
    try {
      return called(addon, operator, args, wrap);
    } catch (error) {
      refuseOffers(operator.name, args);
      throw error;
    }
  });
}

function called(
  addon: EngineAddon,
  operator: Operator,
  args: readonly unknown[],
  wrap: Wrap,
): unknown {
  const { overload, args: ordered, requiresGrad } = chooseOverload(operator, args);
  const act = overload.act(addon);
  const result = act(...unwrappedAll(operator, overload, ordered));
  const kind = overload.results[0];
  if (kind === "self") return args[0];
  if (kind === "made" && requiresGrad !== undefined) {
    // The native function checks that it is a boolean, whatever the type here says.
    addon.tensorSetRequiresGrad(result as TensorHandle, requiresGrad as boolean);
  }
  return wrappedAll(overload.results, result, wrap);
}

function unwrappedAll(
  { name }: Operator,
  { reduction }: Overload,
  args: readonly unknown[],
): unknown[] {
  const passed = new Array<unknown>(args.length);
  for (let index = 0; index < args.length; index++) passed[index] = unwrapped(args[index]);
  if (reduction >= 0 && passed[reduction] !== undefined) {
    passed[reduction] = reductionNumber(name, passed[reduction]);
  }
  return passed;
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
