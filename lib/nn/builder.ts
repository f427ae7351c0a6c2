import { expectedText } from "../check/fields.js";
import { checkInput } from "../check.js";
import { InputError } from "../errors.js";
import { networkPlace } from "./describe.js";
import { insidePlace, type ListPlace, nextPlace, type PlacedLayer, placeNext } from "./fit.js";
import { type InputSpec, inputSchema } from "./input-schema.js";
import { type LayerOptions, type LayerSpec, type LayerSpecInput, layerSchema } from "./layers.js";
import { type BuildOptions, NetworkModule } from "./modules/network-module.js";
import type { NetworkSpec } from "./network-schema.js";
import { inputOf, inputShape } from "./shape.js";

/**
 * Starts a network: `network.vector({ features: 784 }).linear(784).relu().linear(10)`. Shapes are
 * inferred as it grows; a layer that does not fit throws an InputError that names it and both
 * shapes.
 */
export const network = {
  /** A network whose samples are vectors of [features]. */
  vector: (input: Omit<Extract<InputSpec, { kind: "vector" }>, "kind">): Network<"vector"> =>
    Network.of({ ...input, kind: "vector" }),
  /** A network whose samples are images of [channels, height, width]. */
  image: (input: Omit<Extract<InputSpec, { kind: "image" }>, "kind">): Network<"image"> =>
    Network.of({ ...input, kind: "image" }),
};

/**
 * What the network hands to its next layer; layers that need the other are refused by the compiler.
 */
export type Stage = "vector" | "image";

/** One way through a residual: adds layers to the network it is given. */
export type Way<At extends Stage, Next extends Stage> = (network: Network<At>) => Network<Next>;

/** Options of a residual. */
export interface ResidualOptions<At extends Stage, Next extends Stage> {
  /** Without dots; default: its index in its list. */
  readonly name?: string;
  /** The other way; default: the identity. */
  readonly shortcut?: Way<At, Next>;
}

/**
 * A network under construction. Every method returns a new one with a layer more, checked and
 * fitted at once; none but `build` allocates a tensor. It is a `NetworkSpec`: `JSON.stringify` gives `{ input,
 * layers }`. Square brackets are shapes: [N, …] a batch of N samples.
 *
 * @example
 * network.image({ channels: 3, height: 32, width: 32 })
 *   .conv2d(16, { kernelSize: 3, padding: "same" }).batchNorm().relu()
 *   .globalAvgPool().linear(10)
 * @throws {InputError} from every method, naming the layer and both shapes where it does not fit, or the option.
 */
export class Network<At extends Stage> implements NetworkSpec {
  /** What one sample looks like. */
  readonly input: InputSpec;
  /** The layers so far, defaults filled in. */
  readonly layers: readonly LayerSpec[];
  /** The layers where they stand. */
  readonly #placed: readonly PlacedLayer[];
  readonly #place: ListPlace;
  /** Only a type: tells networks of different stages apart. */
  declare protected readonly stage: At;

  private constructor(
    input: InputSpec,
    layers: readonly LayerSpec[],
    placed: readonly PlacedLayer[],
    place: ListPlace,
  ) {
    this.input = input;
    this.layers = Object.freeze(layers);
    this.#placed = placed;
    this.#place = place;
    Object.freeze(this);
  }

  /** A network without layers yet. */
  static of<At extends Stage>(input: Extract<InputSpec, { kind: At }>): Network<At> {
    const checked = checkInput(inputSchema, input, "network.input");
    return new Network<At>(checked, [], [], networkPlace(inputShape(checked)));
  }

  /** y = x Wᵀ + b: [N, features] → [N, outFeatures]; bias true, init torch. */
  linear(
    this: Network<"vector">,
    outFeatures: number,
    options: LayerOptions<"linear", "outFeatures"> = {},
  ): Network<"vector"> {
    return this.#with({ ...options, kind: "linear", outFeatures });
  }

  /**
   * Square kernels over images: [N, C, H, W] → [N, outChannels, H′, W′]; stride 1, padding 0 (a
   * number or `"same"`), dilation 1, groups 1, bias true, init torch.
   */
  conv2d(
    this: Network<"image">,
    outChannels: number,
    options: LayerOptions<"conv2d", "outChannels">,
  ): Network<"image"> {
    return this.#with({ ...options, kind: "conv2d", outChannels });
  }

  /** max(0, x), element by element; the shape stays. */
  relu(options: LayerOptions<"relu"> = {}): Network<At> {
    return this.#with({ ...options, kind: "relu" });
  }

  /** x, or negativeSlope·x where x < 0; negativeSlope 0.01. The shape stays. */
  leakyRelu(options: LayerOptions<"leakyRelu"> = {}): Network<At> {
    return this.#with({ ...options, kind: "leakyRelu" });
  }

  /** x·Φ(x), Φ the standard normal distribution function; approximate none (or tanh). The shape stays. */
  gelu(options: LayerOptions<"gelu"> = {}): Network<At> {
    return this.#with({ ...options, kind: "gelu" });
  }

  /** 1 / (1 + exp(−x)), element by element; the shape stays. */
  sigmoid(options: LayerOptions<"sigmoid"> = {}): Network<At> {
    return this.#with({ ...options, kind: "sigmoid" });
  }

  /** tanh x, element by element; the shape stays. */
  tanh(options: LayerOptions<"tanh"> = {}): Network<At> {
    return this.#with({ ...options, kind: "tanh" });
  }

  /** Batch normalization of each feature or channel; affine true, momentum 0.1, eps 1e-5. */
  batchNorm(options: LayerOptions<"batchNorm"> = {}): Network<At> {
    return this.#with({ ...options, kind: "batchNorm" });
  }

  /** Normalization of each sample over all its numbers; eps 1e-5, affine true. */
  layerNorm(options: LayerOptions<"layerNorm"> = {}): Network<At> {
    return this.#with({ ...options, kind: "layerNorm" });
  }

  /** Normalization of each sample's groups of channels; eps 1e-5, affine true. */
  groupNorm(numGroups: number, options: LayerOptions<"groupNorm", "numGroups"> = {}): Network<At> {
    return this.#with({ ...options, kind: "groupNorm", numGroups });
  }

  /** In training zeroes each number with probability p (0.5) and divides the others by 1 − p. */
  dropout(p?: number, options: LayerOptions<"dropout", "p"> = {}): Network<At> {
    return this.#with({ ...options, ...(p === undefined ? {} : { p }), kind: "dropout" });
  }

  /** The largest number of each window: [N, C, H, W] → [N, C, H′, W′]; stride kernelSize, padding 0 (or `"same"`). */
  maxPool2d(
    this: Network<"image">,
    kernelSize: number,
    options: LayerOptions<"maxPool2d", "kernelSize"> = {},
  ): Network<"image"> {
    return this.#with({ ...options, kind: "maxPool2d", kernelSize });
  }

  /** The mean of each window's pixels: [N, C, H, W] → [N, C, H′, W′]; stride kernelSize, padding 0 (or `"same"`). */
  avgPool2d(
    this: Network<"image">,
    kernelSize: number,
    options: LayerOptions<"avgPool2d", "kernelSize"> = {},
  ): Network<"image"> {
    return this.#with({ ...options, kind: "avgPool2d", kernelSize });
  }

  /** The mean of each channel: [N, C, H, W] → [N, C]. */
  globalAvgPool(
    this: Network<"image">,
    options: LayerOptions<"globalAvgPool"> = {},
  ): Network<"vector"> {
    return this.#with({ ...options, kind: "globalAvgPool" });
  }

  /** [N, C, H, W] → [N, C·H·W]. */
  flatten(this: Network<"image">, options: LayerOptions<"flatten"> = {}): Network<"vector"> {
    return this.#with({ ...options, kind: "flatten" });
  }

  /**
   * branch(x) + shortcut(x), both of one shape: `.residual((branch) => branch.conv2d(32, …).relu())`.
   * The shortcut is the identity unless given. What follows the sum is a layer of its own.
   */
  residual(branch: Way<At, At>, options?: ResidualOptions<At, At>): Network<At>;
  residual<Next extends Stage>(
    branch: Way<At, Next>,
    options: ResidualOptions<At, Next> & { readonly shortcut: Way<At, Next> },
  ): Network<Next>;
  residual<Next extends Stage>(
    branch: Way<At, Next>,
    options: ResidualOptions<At, Next> = {},
  ): Network<Next> {
    const { shortcut, ...rest } = options;
    const place = nextPlace(this.#placed, this.#place, rest.name);
    const layersOf = (way: "branch" | "shortcut", grow: Way<At, Next>): readonly LayerSpec[] => {
      const inside = insidePlace(way, place);
      const start = new Network<At>(inputOf(inside.input), [], [], inside);
      const grown: unknown = typeof grow === "function" ? grow(start) : grow;
      if (grown instanceof Network && grown.#place === inside) return grown.layers;
      const wanted = "a function that adds layers to the network it is given, and returns that";
      throw InputError.at(inside.path, expectedText(wanted, grow));
    };
    return this.#with({
      ...rest,
      kind: "residual",
      branch: layersOf("branch", branch),
      shortcut: shortcut === undefined ? [] : layersOf("shortcut", shortcut),
    });
  }

  /**
   * The network with its weights, drawn as a run of this seed draws them, for loops of one's own:
   * `net.build({ seed: 1 }).forward(x)`.
   *
   * @param options seed (1), device (`cpu`), precision (`float32`)
   */
  build(options: BuildOptions = {}): NetworkModule {
    return new NetworkModule({ input: this.input, layers: this.layers }, options);
  }

  #with<Next extends Stage>(layer: LayerSpecInput): Network<Next> {
    const path = `${this.#place.path}[${this.layers.length}]`;
    const checked = checkInput(layerSchema, layer, path);
    const placed = placeNext(checked, this.#placed, this.#place);
    return new Network<Next>(
      this.input,
      [...this.layers, Object.freeze(checked)],
      [...this.#placed, placed],
      this.#place,
    );
  }
}
