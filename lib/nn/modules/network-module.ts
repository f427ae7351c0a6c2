import type { z } from "zod";
import type { NetworkHandle } from "../../addon.js";
import { deviceName } from "../../check/device.js";
import { integer, oneOf, strict, text } from "../../check/fields.js";
import { checkInput, type Immutable } from "../../check.js";
import { InputError } from "../../errors.js";
import { native, Tensor } from "../../tensor/index.js";
import { describeNetwork } from "../describe.js";
import { type NetworkSpec, type NetworkSpecInput, networkSchema } from "../network-schema.js";
import { Module, type ModuleMembers, type ModuleTensor } from "./module.js";
import type { Place } from "./move-tensor.js";

const mostUpdates = 2 ** 32 - 1;

export const optionsSchema = strict(
  {
    seed: integer(0).default(1).describe("Of initial weights and dropout's masks; default 1."),
    device: text("cpu, cuda or cuda:N")
      .regex(deviceName, { error: "expected cpu, cuda or cuda:N" })
      .default("cpu")
      .describe("cpu (default), cuda or cuda:N."),
    precision: oneOf(["float32", "float64", "bfloat16"])
      .default("float32")
      .describe(
        "Of weights and computations: float32 (default) or float64; bfloat16 has float32 weights.",
      ),
  },
  "options",
);

export const passSchema = strict(
  {
    update: integer(0, mostUpdates)
      .exactOptional()
      .describe(
        "Of which update the pass is, from 0; default: the module's own, which then counts on.",
      ),
    firstSample: integer(0, mostUpdates)
      .default(0)
      .describe("Samples of the update that came in earlier batches; default 0."),
  },
  "options",
);

/** Options of `build`: the fields of a run of these names. */
export type BuildOptions = Immutable<z.input<typeof optionsSchema>>;

/** Which of dropout's masks a pass in training draws; see `NetworkModule.update`. */
export type PassOptions = Immutable<z.input<typeof passSchema>>;

/**
 * A network of a spec as a module, computed by the engine as in a run: the same layers, the same initial weights for
 * the same seed, the keys that a `torch.nn.Sequential` of the same layers has. Its gradients are autograd's; there
 * are no second ones through batch-norm.
 *
 * Images may lie in any memory format; the engine's own is channels last.
 */
export class NetworkModule extends Module {
  /** The network's spec, defaults filled in. */
  readonly spec: NetworkSpec;
  /** What the initial weights were drawn from, and dropout's masks are. */
  readonly seed: number;
  /**
   * Which update the next pass in training is of: with the seed it names dropout's masks, as in a run. A pass adds
   * one, unless it was told its update. Set it, for instance to `optimizer.updates`, to go on from a file.
   */
  update = 0;
  #device: string;
  #precision: "float32" | "float64" | "bfloat16";
  readonly #handle: NetworkHandle;
  readonly #tensors: readonly ModuleTensor[];

  /**
   * @param network from the builder or by hand; unlike a run's, its output may have any shape
   * @param options seed (1), device (`cpu`), precision (`float32`; `bfloat16` has float32 weights)
   * @throws {InputError} naming the layer or the option
   */
  constructor(network: NetworkSpecInput, options: BuildOptions = {}) {
    super();
    const { input, layers } = checkInput(networkSchema, network, "network");
    this.spec = { input, layers };
    describeNetwork(this.spec);
    const { seed, device, precision } = checkInput(optionsSchema, options, "options");
    this.seed = seed;
    this.#device = device;
    this.#precision = precision;
    this.#handle = native((addon) => addon.networkCreate(this.spec, { seed, device, precision }));
    this.#tensors = native((addon) => addon.networkTensors(this.#handle)).map(
      ({ tensor, ...own }) => ({ ...own, tensor: Tensor.fromHandle(tensor) }),
    );
  }

  /**
   * The network's output for inputs [N, …] of its precision, on its device, already normalized. In training (see
   * `train` and `eval`) batch-norm takes the batch's statistics and updates its buffers, and dropout drops.
   *
   * @param options `update` and `firstSample` (0): of which update the pass is and, where several batches make one,
   *   how many samples of it came before; default: the module's own `update`, which then counts on
   * @throws {InputError} for inputs of another shape, dtype or device
   */
  forward(x: Tensor, options: PassOptions = {}): Tensor {
    if (!(x instanceof Tensor)) {
      throw InputError.at("x", `expected a tensor but received ${typeof x}`);
    }
    const { update = this.update, firstSample } = checkInput(passSchema, options, "options");
    const { training, seed } = this;
    const context = { training, seed, update, firstSample };
    const y = native((addon) => addon.networkForward(this.#handle, x.handle, context));
    if (training && options.update === undefined) this.update = update + 1;
    return Tensor.fromHandle(y);
  }

  protected override members(): ModuleMembers {
    return { tensors: this.#tensors, modules: [] };
  }

  protected override refusePlace({ dtype }: Place): void {
    if (dtype === undefined || dtype === "float32") return;
    if (dtype === "float64" && this.#precision !== "bfloat16") return;
    const taken = this.#precision === "bfloat16" ? "float32" : "float32 or float64";
    throw InputError.at("to", `expected ${taken} for a network of a spec but received ${dtype}`);
  }

  protected override moved({ dtype, device }: Place): void {
    if (dtype && this.#precision !== "bfloat16") {
      this.#precision = dtype === "float64" ? "float64" : "float32";
    }
    this.#device = device ?? this.#device;
    const placed = { device: this.#device, precision: this.#precision };
    native((addon) => addon.networkMoved(this.#handle, placed));
  }
}

/**
 * A network of a spec as a module: see {@link NetworkModule}.
 *
 * @param network from the builder or by hand
 * @param options seed (1), device (`cpu`), precision (`float32`)
 * @throws {InputError} naming the layer or the option
 * @example nn.build({ input: { kind: "vector", features: 8 }, layers: [{ kind: "linear", outFeatures: 2 }] })
 */
export function build(network: NetworkSpecInput, options: BuildOptions = {}): NetworkModule {
  return new NetworkModule(network, options);
}
