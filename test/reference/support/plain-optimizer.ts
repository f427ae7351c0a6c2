import type { OptimizerHandle, TensorHandle } from "../../../lib/addon.js";
import { checkInput } from "../../../lib/check.js";
import { engine } from "../../../lib/native.js";
import { type OptimizerInput, optimizerSchema } from "../../../lib/optim/index.js";
import type { EnginePath } from "./engine-paths.js";
import { tensor, valuesOf } from "./engine-run.js";
import type { Precision } from "./precision.js";

/** A parameter: its values, row-major, and its layer's name. */
export interface PlainParameter {
  readonly values: ArrayLike<number>;
  readonly shape: readonly number[];
  readonly layer?: string;
}

/** Where and in what an optimizer steps. */
export interface Arithmetic {
  readonly path: EnginePath;
  readonly precision: Precision;
  readonly threads?: number;
}

/** An optimizer of tensors of its own: no network, no run. */
export class PlainOptimizer {
  readonly #handle: OptimizerHandle;
  readonly #values: readonly TensorHandle[];

  constructor(
    spec: OptimizerInput,
    readonly parameters: readonly PlainParameter[],
    readonly arithmetic: Arithmetic,
  ) {
    this.#values = parameters.map((parameter) => this.#tensor(parameter.values, parameter.shape));
    this.#handle = createOptimizer(
      spec,
      this.#values.map((value, index) => ({
        value,
        layer: parameters[index]?.layer ?? `${index}`,
      })),
      arithmetic,
    );
  }

  /** One update; a gradient a parameter. */
  step(gradients: readonly ArrayLike<number>[], factor = 1): void {
    const handles = this.parameters.map(({ shape }, index) =>
      this.#tensor(gradients[index] ?? [], shape),
    );
    engine().optimizerStep(this.#handle, handles, factor);
  }

  /** The parameters' values now. */
  weights(): number[][] {
    return this.#values.map(valuesOf);
  }

  /** The first parameter's values now. */
  first(): number[] {
    return this.weights()[0] ?? [];
  }

  /** The buffers by `<parameter's index>.<PyTorch's name>`. */
  state(): Record<string, number[]> {
    const buffers = Object.entries(engine().optimizerState(this.#handle));
    return Object.fromEntries(buffers.map(([key, value]) => [key, valuesOf(value)]));
  }

  #tensor(values: ArrayLike<number>, shape: readonly number[]): TensorHandle {
    const { path, precision } = this.arithmetic;
    return tensor(values, shape, precision, path.device);
  }
}

/** The native optimizer of given tensors; the spec's defaults are filled in. */
export function createOptimizer(
  spec: OptimizerInput,
  parameters: readonly { readonly value: TensorHandle; readonly layer: string }[],
  { path, threads = 1 }: Arithmetic,
): OptimizerHandle {
  return engine().optimizerCreate(checkInput(optimizerSchema, spec, "optimizer"), parameters, {
    multiTensor: path.multiTensor,
    threads,
  });
}
