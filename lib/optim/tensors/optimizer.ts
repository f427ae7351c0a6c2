import type { OptimizerHandle } from "../../addon.js";
import { real } from "../../check/fields.js";
import { checkInput } from "../../check.js";
import { InputError } from "../../errors.js";
import { native, Tensor, type TensorSource } from "../../tensor/index.js";
import { type OptimizerInput, type OptimizerSpec, optimizerSchema } from "../optimizer-schema.js";
import { type OptimizedParameter, optimizedParameters } from "./optimized-parameters.js";
import {
  type CheckedSettings,
  checkSettings,
  type OptimizerSettings,
} from "./optimizer-settings.js";

const rateSchema = real({ from: 0 });

/**
 * An optimizer of tensors, for loops of one's own: the same native steps as a run's, from the same specs.
 *
 * Kernels, the parameters of two or more dimensions, are counted in the order given: alpha and multipliers go by
 * it. Names, where there are some, are what `weightDecayOn` lists (`fc` stands for `fc.weight` and `fc.bias`) and
 * errors call. A module may be given as a whole: then those of its parameters that require no gradients stay, and
 * its kernels are counted all the same, as a run's that are not in `trainable`.
 *
 * A parameter without a gradient has no part in a step: it stays, and so do its buffers and its own count of
 * steps, which bias corrections go by, as in PyTorch. A gradient of zeros is a gradient.
 *
 * @example
 * const optimizer = optim.layca(model, sgd({ momentum: 0.9 }), { rate: 3 ** -3 });
 * for (const { inputs, targets } of batches) {
 *   optimizer.zeroGrad();
 *   torch.nn.functional.crossEntropy(model.forward(inputs), targets).backward();
 *   optimizer.step();
 * }
 */
export class Optimizer implements Disposable {
  /** What it was made of, defaults filled in; `lr` and `rate` say what they are now. */
  readonly spec: OptimizerSpec;
  readonly #settings: CheckedSettings;
  readonly #trained: readonly OptimizedParameter[];
  readonly #handle: OptimizerHandle;

  /**
   * @param parameters leaves that require gradients: float32 or float64, dense, on one device, each with memory of
   *   its own
   * @param optimizer a spec: `layca(sgd(), { rate: 3 ** -3 })`
   * @param settings schedule (constant) and updatesPerEpoch, checkFinite (true), threads
   * @throws {InputError} naming the parameter or the field; a kernel of zeros under a transform is one
   */
  constructor(
    parameters: TensorSource,
    optimizer: OptimizerInput,
    settings: OptimizerSettings = {},
  ) {
    this.spec = checkInput(optimizerSchema, optimizer, "optimizer");
    this.#settings = checkSettings(settings);
    const all = optimizedParameters(parameters, this.spec);
    this.#trained = all.filter(({ trained }) => trained);
    const { checkFinite, multiTensor, threads } = this.#settings;
    const given = all.map(({ name, place, tensor, trained }) => ({
      value: tensor.handle,
      layer: name,
      key: name,
      place,
      trained,
    }));
    this.#handle = native((addon) =>
      addon.optimizerCreate(this.spec, given, {
        checkFinite,
        multiTensor,
        distinct: true,
        ...(threads === undefined ? {} : { threads }),
      }),
    );
  }

  /**
   * One update, in place, by the gradients that the parameters have.
   *
   * @throws {InputError} naming the parameter, and nothing has changed: disposed, moved to other memory, a kernel that
   *   has become zero under a transform, a gradient that is not finite (unless `checkFinite` is false). A step whose
   *   squares overflow float64 is refused too, but its rule's buffers have then taken it in.
   */
  step(): void {
    const { factor } = this;
    native((addon) =>
      addon.optimizerStepOwn(
        this.#handle,
        this.#trained.map(({ tensor }) => tensor.handle),
        factor,
      ),
    );
  }

  /** Sets the gradients of the parameters that it steps to null, as PyTorch does. */
  zeroGrad(): void {
    for (const { tensor } of this.#trained) tensor.grad = null;
  }

  /** Steps done. */
  get updates(): number {
    return this.#state().updates;
  }

  /** The schedule's factor of the next step. */
  get factor(): number {
    const { schedule, updatesPerEpoch = 1 } = this.#settings;
    if (schedule.kind === "constant") return 1;
    return native((addon) => addon.scheduleFactor(schedule, this.updates, updatesPerEpoch));
  }

  /**
   * The step rule's lr, before the schedule; may be set at any time. Inside a transform only parameters that are not
   * kernels know of it.
   */
  get lr(): number {
    return this.#state().lr;
  }

  set lr(value: number) {
    this.#set("lr", value);
  }

  /**
   * The transform's rate, before the schedule; may be set at any time. NaN where there is no transform.
   *
   * @throws {InputError} where it is set and there is no transform.
   */
  get rate(): number {
    return this.#state().rate ?? Number.NaN;
  }

  set rate(value: number) {
    if (!("base" in this.spec)) {
      throw InputError.at(
        "rate",
        `expected a transform, such as layca, but this is ${this.spec.kind}`,
      );
    }
    this.#set("rate", value);
  }

  /**
   * Copies of all that a later step depends on beside the parameters: of each one the rule's buffers under PyTorch's
   * names (`0.weight.exp_avg`), its count of steps (`0.weight.step`) and, under a transform, its first norm
   * (`0.weight.initial_norm`); `updates`, `lr`, `rate`. `saveSafetensors` takes it.
   */
  stateDict(): Record<string, Tensor> {
    const state = native((addon) => addon.optimizerState(this.#handle, true));
    return Object.fromEntries(
      Object.entries(state).map(([name, handle]) => [name, Tensor.fromHandle(handle)]),
    );
  }

  /**
   * Goes on where `stateDict` was called; values are copied.
   *
   * @throws {InputError} for missing or unexpected keys, other shapes or dtypes; then nothing has changed
   */
  loadStateDict(state: Readonly<Record<string, Tensor>>): void {
    const handles = Object.entries(state).map(([name, tensor]) => {
      if (tensor instanceof Tensor) return [name, tensor.handle] as const;
      const place = `state[${JSON.stringify(name)}]`;
      throw InputError.at(place, `expected a tensor but received ${typeof tensor}`);
    });
    native((addon) => addon.optimizerRestore(this.#handle, Object.fromEntries(handles)));
  }

  /** Frees the buffers at once; again is harmless. The parameters stay. */
  dispose(): void {
    native((addon) => addon.optimizerDispose(this.#handle));
  }

  /** As `dispose`, for `using`. */
  [Symbol.dispose](): void {
    this.dispose();
  }

  #set(key: "lr" | "rate", value: number): void {
    const checked = checkInput(rateSchema, value, key);
    native((addon) => addon.optimizerSet(this.#handle, key, checked));
  }

  #state() {
    return native((addon) => addon.optimizerSettings(this.#handle));
  }
}
