import type { TensorHandle } from "../addon.js";
import { InputError } from "../errors.js";
import { isGradEnabled, noGrad } from "./grad-mode.js";
import { native } from "./native-call.js";
import { Tensor } from "./tensor.js";
import { handleOf } from "./tensor-handle.js";

/** What each context saved: in `forward` until the engine takes it, and in `backward` as the engine gives it. */
const kept = new WeakMap<FunctionContext, readonly Tensor[]>();

/** What `forward` leaves to `backward`, PyTorch's `ctx`; properties of other names are the function's own. */
export class FunctionContext {
  [name: string]: unknown;
  /** Whether each input of `forward` needs a gradient; false for what is no tensor. */
  readonly needsInputGrad: readonly boolean[];

  constructor(needsInputGrad: readonly boolean[]) {
    this.needsInputGrad = needsInputGrad;
  }

  /**
   * Keeps tensors for `backward`: inputs, results, or what was computed on the way. Ones that are changed in place
   * before `backward` needs them are refused then.
   *
   * @throws {InputError} for what is no tensor.
   */
  saveForBackward(...tensors: readonly Tensor[]): void {
    for (const [index, tensor] of tensors.entries()) handleOf(`saveForBackward[${index}]`, tensor);
    kept.set(this, tensors);
  }

  /** The tensors that `saveForBackward` was given, in their order; inside of `backward` only. */
  get savedTensors(): readonly Tensor[] {
    return kept.get(this) ?? [];
  }
}

/** What `backward` returns: a gradient for each input of `forward`, null for none; for a single input not in a list. */
export type InputGradients = Tensor | null | readonly (Tensor | null)[];

/** A class with `forward` and `backward`, as {@link AutogradFunction} expects it. */
export interface FunctionDefinition<
  Inputs extends readonly unknown[],
  Output extends Tensor | readonly Tensor[],
> {
  /** The class's own, for `gradFn` and for errors. */
  readonly name: string;
  /** Computes the results; nothing is recorded meanwhile. */
  forward(context: FunctionContext, ...inputs: Inputs): Output;
  /** Computes the gradients of the inputs from those of the results. */
  backward(context: FunctionContext, ...gradients: Tensor[]): InputGradients;
}

/**
 * An operation whose gradient is written by hand, PyTorch's `torch.autograd.Function`, for tensors on the CPU: a class
 * with `static forward` and `static backward`, called by `apply`. Gradients of gradients follow from the operators of
 * `backward`.
 *
 * @example
 * class Square extends torch.autograd.Function {
 *   static forward(context: FunctionContext, x: Tensor) {
 *     context.saveForBackward(x);
 *     return x.mul(x);
 *   }
 *   static backward(context: FunctionContext, gradient: Tensor) {
 *     const [x] = context.savedTensors;
 *     return x.mul(2).mul(gradient);
 *   }
 * }
 * const y = Square.apply(torch.tensor([1, 2], { requiresGrad: true }));
 */
// biome-ignore lint/complexity/noStaticOnlyClass: it is extended, as PyTorch's is.
export abstract class AutogradFunction {
  /**
   * Calls `forward` with the inputs; tensors among them that require gradients get theirs by `backward`.
   *
   * @param inputs tensors and whatever else `forward` takes; tensors inside of other objects get no gradients
   * @throws {InputError} for results of `forward` or `backward` that are no tensors, or a wrong number of them.
   */
  static apply<Inputs extends readonly unknown[], Output extends Tensor | readonly Tensor[]>(
    this: FunctionDefinition<Inputs, Output>,
    ...inputs: Inputs
  ): Output {
    // biome-ignore lint/complexity/noThisInStatic: the class that is called, which extends this one.
    return applied(this, inputs);
  }
}

function applied<Inputs extends readonly unknown[], Output extends Tensor | readonly Tensor[]>(
  definition: FunctionDefinition<Inputs, Output>,
  inputs: Inputs,
): Output {
  const { name } = definition;
  const places = inputs.flatMap((input, place) => (input instanceof Tensor ? [place] : []));
  const needs = inputs.map((input) => input instanceof Tensor && input.requiresGrad);
  const context = new FunctionContext(needs);
  const output = noGrad(() => definition.forward(context, ...inputs));
  const isList = !(output instanceof Tensor) && Array.isArray(output);
  const outputs: readonly unknown[] = isList ? output : [output];
  const made = outputs.map((item, index) =>
    handleOf(`${name}.forward${isList ? `[${index}]` : ""}`, item),
  );
  const saved = context.savedTensors.map(({ handle }) => handle);
  kept.delete(context);
  if (!isGradEnabled() || !needs.includes(true)) return output;
  const results = native((addon) =>
    addon.autogradRecord(
      `${name}Backward`,
      inputs.flatMap((input) => (input instanceof Tensor ? [input.handle] : [])),
      made,
      saved,
      (unpacked, gradients) => {
        kept.set(context, unpacked.map(Tensor.fromHandle));
        try {
          const all = definition.backward(context, ...gradients.map(Tensor.fromHandle));
          return inputGradients(name, all, inputs.length, places);
        } finally {
          kept.delete(context);
        }
      },
    ),
  ).map(Tensor.fromHandle);
  // As many of the same kind as `forward` returned.
  return (isList ? results : results[0]) as Output;
}

/** The handles of the gradients of the inputs that are tensors. */
function inputGradients(
  name: string,
  returned: InputGradients,
  inputs: number,
  places: readonly number[],
): (TensorHandle | null)[] {
  const gradients: readonly unknown[] = Array.isArray(returned) ? returned : [returned];
  if (gradients.length !== inputs) {
    throw InputError.at(
      `${name}.backward`,
      `expected a gradient or null for each of ${inputs} inputs but received ${gradients.length}`,
    );
  }
  const handles = gradients.map((gradient, index) =>
    gradient === null ? null : handleOf(`${name}.backward[${index}]`, gradient),
  );
  for (const [index, handle] of handles.entries()) {
    if (handle === null || places.includes(index)) continue;
    throw InputError.at(
      `${name}.backward[${index}]`,
      "expected null, as the input is no tensor, but received a tensor",
    );
  }
  return places.map((place) => handles[place] ?? null);
}
