import { InputError } from "../../errors.js";
import { type DType, Tensor } from "../../tensor/index.js";
import { type LoadedState, type LoadStateOptions, loadState } from "./load-state.js";
import { moveTensor, type Place, readPlace } from "./move-tensor.js";
import { roleOf } from "./parameter.js";

/** A tensor of a module, by its own name there. */
export interface ModuleTensor {
  /** `weight`; of a tensor in an array `gates.0`. */
  readonly name: string;
  /** Whether optimizers step it, or it is state beside: a running mean. */
  readonly role: "parameter" | "buffer";
  /** The tensor itself. */
  readonly tensor: Tensor;
}

/** What a module holds: its tensors, and the modules inside it by name. */
export interface ModuleMembers {
  /** Its own tensors, in the order in which they count. */
  readonly tensors: readonly ModuleTensor[];
  /** The modules right inside it, by name. */
  readonly modules: readonly (readonly [name: string, module: Module])[];
}

/**
 * A network, or a part of one, with parameters of its own: as PyTorch's `nn.Module`, found by property name.
 *
 * - A property that holds a tensor is a parameter if it was made by `nn.parameter` or is a leaf that requires
 *   gradients; any other tensor is a buffer, but for results that gradients flow through, which are none of its.
 * - A property that holds a module has its tensors under its name: `encoder.weight`. So have arrays: `layers.0.weight`.
 * - `#private` fields, and what else a property holds, are not looked at. `null` is nothing.
 *
 * Own tensors come before those of modules inside, both in the order of the properties. That is PyTorch's order,
 * and the one in which Layca counts kernels.
 *
 * @example
 * class Perceptron extends nn.Module {
 *   hidden = nn.parameter(torch.zeros([32, 8]).add(0.1));
 *   head = network.vector({ features: 32 }).linear(3).build({ seed: 1 });
 *   forward(x: Tensor): Tensor {
 *     return this.head.forward(torch.nn.functional.linear(x, this.hidden).relu());
 *   }
 * }
 */
export class Module {
  /** Whether batch-norm and dropout behave as in training; `train` and `eval` set it. */
  training = true;

  /** The parameters, each once, also those that are frozen. */
  parameters(): Tensor[] {
    return [...this.namedParameters().values()];
  }

  /** The parameters by full name, each under its first. */
  namedParameters(): Map<string, Tensor> {
    return this.#named("parameter");
  }

  /** The buffers by full name, each under its first. */
  namedBuffers(): Map<string, Tensor> {
    return this.#named("buffer");
  }

  /** This module, under the name "", and those inside it by full name, each once. */
  namedModules(): Map<string, Module> {
    const named = new Map<string, Module>();
    const seen = new Set<Module>();
    for (const { name, module } of this.#within("", [])) {
      if (!seen.has(module)) named.set(name, module);
      seen.add(module);
    }
    return named;
  }

  /**
   * Parameters and buffers by full name, PyTorch's keys: detached, sharing memory with the module, so that a later
   * step shows in them. `saveSafetensors(path, module.stateDict())` writes them.
   */
  stateDict(): Record<string, Tensor> {
    return Object.fromEntries(this.#tensors().map(({ name, tensor }) => [name, tensor.detach()]));
  }

  /**
   * Copies values in, converting floats to the module's own dtypes.
   *
   * @param state of a module with the same keys: `loadSafetensors(path)`
   * @param options strict (true): whether missing and unexpected keys are errors
   * @returns the keys that were missing and unexpected
   * @throws {InputError} with all that does not fit, sizes too where not strict; then nothing has changed
   */
  loadStateDict(
    state: Readonly<Record<string, Tensor>>,
    options: LoadStateOptions = {},
  ): LoadedState {
    const own = new Map(this.#tensors().map(({ name, tensor }) => [name, tensor]));
    return loadState(this.constructor.name, own, state, options);
  }

  /** Sets this module and all inside it to training, or with `false` to evaluation. */
  train(mode = true): this {
    for (const module of this.namedModules().values()) module.training = mode;
    return this;
  }

  /** Sets this module and all inside it to evaluation. */
  eval(): this {
    return this.train(false);
  }

  /** Sets whether the parameters require gradients; frozen ones are stepped by no optimizer made of the module. */
  requiresGrad_(value = true): this {
    for (const tensor of this.parameters()) tensor.requiresGrad = value;
    return this;
  }

  /** Sets the gradients of the parameters to null. */
  zeroGrad(): void {
    for (const tensor of this.parameters()) tensor.grad = null;
  }

  /**
   * Moves the tensors to a device, or converts the floating ones to a dtype, in place: they stay the same objects.
   * Optimizers and trackers made before are of the old memory, and refuse it; make them afterwards.
   *
   * @param place `"float64"`, `"cuda"` or `{ dtype, device }`
   * @throws {InputError} for a dtype that is not floating
   */
  to(place: DType | string | Place): this {
    const to = readPlace(place);
    const modules = [...this.namedModules().values()];
    for (const module of modules) module.refusePlace(to);
    for (const tensor of new Set(this.#tensors().map((each) => each.tensor)))
      moveTensor(tensor, to);
    for (const module of modules) module.moved(to);
    return this;
  }

  /** What the module holds; by default its properties. */
  protected members(): ModuleMembers {
    const tensors: ModuleTensor[] = [];
    const modules: [string, Module][] = [];
    const add = (name: string, value: unknown): void => {
      if (value instanceof Module) modules.push([name, value]);
      if (value instanceof Tensor) {
        const role = roleOf(value);
        if (role) tensors.push({ name, role, tensor: value });
      }
      if (!Array.isArray(value)) return;
      for (const [index, each] of value.entries()) add(`${name}.${index}`, each);
    };
    for (const [name, value] of Object.entries(this)) add(name, value);
    return { tensors, modules };
  }

  /** Throws where the module cannot be there; before anything is moved. */
  protected refusePlace(_to: Place): void {}

  /** Told once its tensors have been moved. */
  protected moved(_to: Place): void {}

  #named(wanted: ModuleTensor["role"]): Map<string, Tensor> {
    const named = new Map<string, Tensor>();
    const seen = new Set<Tensor>();
    for (const { name, role, tensor } of this.#tensors()) {
      if (role === wanted && !seen.has(tensor)) named.set(name, tensor);
      seen.add(tensor);
    }
    return named;
  }

  #tensors(): ModuleTensor[] {
    return [...this.#within("", [])].flatMap(({ name, module }) =>
      module.members().tensors.map((own) => {
        const full = name === "" ? own.name : `${name}.${own.name}`;
        if (!own.tensor.isDisposed) return { ...own, name: full };
        throw InputError.at(full, "expected a tensor but received a disposed one");
      }),
    );
  }

  *#within(
    name: string,
    above: readonly Module[],
  ): Generator<{ readonly name: string; readonly module: Module }> {
    if (above.includes(this)) {
      throw InputError.at(
        name,
        `expected a module that is not inside itself but ${this.constructor.name} is`,
      );
    }
    yield { name, module: this };
    for (const [own, module] of this.members().modules) {
      yield* module.#within(name === "" ? own : `${name}.${own}`, [...above, this]);
    }
  }
}
