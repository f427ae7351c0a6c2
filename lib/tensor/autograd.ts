import type { TensorHandle } from "../addon.js";
import { native } from "./native-call.js";
import { checkOptionNames } from "./option-names.js";
import { Tensor } from "./tensor.js";
import { handleOf } from "./tensor-handle.js";

/** For {@link grad}. */
export interface GradOptions {
  /** The gradients of the outputs, null for those of one value; default: 1 for each. */
  readonly gradOutputs?: Tensor | readonly (Tensor | null)[] | undefined;
  /** Whether what was recorded stays for another pass; default: `createGraph`. */
  readonly retainGraph?: boolean | undefined;
  /** Whether the gradients can be differentiated again; default false. */
  readonly createGraph?: boolean | undefined;
  /** Whether an input that the outputs do not depend on gives null; default false: an error. */
  readonly allowUnused?: boolean | undefined;
}

/** A gradient of each input, at its place; `Unused` where an input may have none. */
type Gradients<Inputs, Unused = never> = Inputs extends readonly Tensor[]
  ? { -readonly [Place in keyof Inputs]: Inputs[Place] | Unused }
  : [Inputs | Unused];

const optionNames = ["gradOutputs", "retainGraph", "createGraph", "allowUnused"];

/**
 * The gradients of the outputs' sum with respect to the inputs, as results: nobody's `grad` changes. PyTorch's
 * `torch.autograd.grad`.
 *
 * @param outputs of one value each, unless `gradOutputs` is given
 * @param inputs that the outputs depend on, unless `allowUnused` is true
 * @returns one for each input, of its shape
 * @example const [slope] = torch.autograd.grad(x.pow(3).sum(), [x], { createGraph: true })
 * @throws {InputError} for what is no tensor, {@link TorchError} where nothing was recorded.
 */
export function grad<const Inputs extends Tensor | readonly Tensor[]>(
  outputs: Tensor | readonly Tensor[],
  inputs: Inputs,
  options: GradOptions & { readonly allowUnused: true },
): Gradients<Inputs, null>;
export function grad<const Inputs extends Tensor | readonly Tensor[]>(
  outputs: Tensor | readonly Tensor[],
  inputs: Inputs,
  options?: GradOptions,
): Gradients<Inputs>;
export function grad(
  outputs: Tensor | readonly Tensor[],
  inputs: Tensor | readonly Tensor[],
  options: GradOptions = {},
): (Tensor | null)[] {
  checkOptionNames("grad", options, optionNames);
  const { gradOutputs, retainGraph, createGraph = false, allowUnused = false } = options;
  const of = handles("outputs", outputs);
  const gradients =
    gradOutputs === undefined ? of.map(() => null) : handlesOrNull("gradOutputs", gradOutputs);
  const made = native((addon) =>
    addon.autogradGrad(
      of,
      handles("inputs", inputs),
      gradients,
      retainGraph,
      createGraph,
      allowUnused,
    ),
  );
  return made.map((handle) => handle && Tensor.fromHandle(handle));
}

function handles(place: string, tensors: Tensor | readonly Tensor[]): TensorHandle[] {
  return listOf(tensors).map((tensor, index) => handleOf(`grad.${place}[${index}]`, tensor));
}

function handlesOrNull(
  place: string,
  tensors: Tensor | readonly (Tensor | null)[],
): (TensorHandle | null)[] {
  return listOf(tensors).map(
    (tensor, index) => tensor && handleOf(`grad.${place}[${index}]`, tensor),
  );
}

function listOf<T>(tensors: Tensor | readonly T[]): readonly (Tensor | T)[] {
  return tensors instanceof Tensor || !Array.isArray(tensors) ? [tensors as Tensor] : tensors;
}
