import type { z } from "zod";
import { checkInput } from "../check.js";
import { placeLayer, refuseTwin } from "./fit.js";
import { type InputSpec, inputSchema } from "./input-schema.js";
import type { avgPool2dSchema } from "./layers/avg-pool2d.js";
import type { batchNormSchema } from "./layers/batch-norm.js";
import type { conv2dSchema } from "./layers/conv2d.js";
import type { dropoutSchema } from "./layers/dropout.js";
import type { flattenSchema } from "./layers/flatten.js";
import type { geluSchema } from "./layers/gelu.js";
import type { globalAvgPoolSchema } from "./layers/global-avg-pool.js";
import type { groupNormSchema } from "./layers/group-norm.js";
import type { layerNormSchema } from "./layers/layer-norm.js";
import type { leakyReluSchema } from "./layers/leaky-relu.js";
import type { linearSchema } from "./layers/linear.js";
import type { maxPool2dSchema } from "./layers/max-pool2d.js";
import type { reluSchema } from "./layers/relu.js";
import type { sigmoidSchema } from "./layers/sigmoid.js";
import type { tanhSchema } from "./layers/tanh.js";
import { type LayerSpec, type LayerSpecInput, layerSchema } from "./layers.js";
import type { NetworkSpec } from "./network-schema.js";
import { inputShape, type Shape } from "./shape.js";

/** What a layer takes beside the fields that its method names. */
type Options<Schema extends z.ZodType, Named extends string = never> = Omit<
  z.input<Schema>,
  "kind" | Named
>;

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

/**
 * A network under construction. Every method returns a new one with a layer more, checked and
 * fitted at once; none allocates a tensor. It is a `NetworkSpec`: `JSON.stringify` gives `{ input,
 * layers }`.
 */
export class Network<At extends Stage> implements NetworkSpec {
  readonly input: InputSpec;
  readonly layers: readonly LayerSpec[];
  /** One sample's shape after the last layer. */
  readonly #shape: Shape;
  /** Only a type: tells networks of different stages apart. */
  declare protected readonly stage: At;

  private constructor(input: InputSpec, layers: readonly LayerSpec[], shape: Shape) {
    this.input = input;
    this.layers = Object.freeze(layers);
    this.#shape = shape;
    Object.freeze(this);
  }

  /** A network without layers yet. */
  static of<At extends Stage>(input: Extract<InputSpec, { kind: At }>): Network<At> {
    const checked = checkInput(inputSchema, input, "network.input");
    return new Network<At>(checked, [], inputShape(checked));
  }

  /** y = x Wᵀ + b: [N, features] → [N, outFeatures]; bias true, init torch. */
  linear(
    this: Network<"vector">,
    outFeatures: number,
    options: Options<typeof linearSchema, "outFeatures"> = {},
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
    options: Options<typeof conv2dSchema, "outChannels">,
  ): Network<"image"> {
    return this.#with({ ...options, kind: "conv2d", outChannels });
  }

  /** max(0, x). */
  relu(options: Options<typeof reluSchema> = {}): Network<At> {
    return this.#with({ ...options, kind: "relu" });
  }

  /** x, or negativeSlope·x where x < 0; negativeSlope 0.01. */
  leakyRelu(options: Options<typeof leakyReluSchema> = {}): Network<At> {
    return this.#with({ ...options, kind: "leakyRelu" });
  }

  /** x·Φ(x), Φ the standard normal distribution function; approximate none (or tanh). */
  gelu(options: Options<typeof geluSchema> = {}): Network<At> {
    return this.#with({ ...options, kind: "gelu" });
  }

  /** 1 / (1 + exp(−x)). */
  sigmoid(options: Options<typeof sigmoidSchema> = {}): Network<At> {
    return this.#with({ ...options, kind: "sigmoid" });
  }

  /** tanh x. */
  tanh(options: Options<typeof tanhSchema> = {}): Network<At> {
    return this.#with({ ...options, kind: "tanh" });
  }

  /** Batch normalization of each feature or channel; affine true, momentum 0.1, eps 1e-5. */
  batchNorm(options: Options<typeof batchNormSchema> = {}): Network<At> {
    return this.#with({ ...options, kind: "batchNorm" });
  }

  /** Normalization of each sample over all its numbers; eps 1e-5, affine true. */
  layerNorm(options: Options<typeof layerNormSchema> = {}): Network<At> {
    return this.#with({ ...options, kind: "layerNorm" });
  }

  /** Normalization of each sample's groups of channels; eps 1e-5, affine true. */
  groupNorm(
    numGroups: number,
    options: Options<typeof groupNormSchema, "numGroups"> = {},
  ): Network<At> {
    return this.#with({ ...options, kind: "groupNorm", numGroups });
  }

  /** In training zeroes each number with probability p (0.5) and divides the others by 1 − p. */
  dropout(p?: number, options: Options<typeof dropoutSchema, "p"> = {}): Network<At> {
    return this.#with({ ...options, ...(p === undefined ? {} : { p }), kind: "dropout" });
  }

  /** The largest number of each window; stride kernelSize, padding 0 (or `"same"`). */
  maxPool2d(
    this: Network<"image">,
    kernelSize: number,
    options: Options<typeof maxPool2dSchema, "kernelSize"> = {},
  ): Network<"image"> {
    return this.#with({ ...options, kind: "maxPool2d", kernelSize });
  }

  /** The mean of each window's pixels; stride kernelSize, padding 0 (or `"same"`). */
  avgPool2d(
    this: Network<"image">,
    kernelSize: number,
    options: Options<typeof avgPool2dSchema, "kernelSize"> = {},
  ): Network<"image"> {
    return this.#with({ ...options, kind: "avgPool2d", kernelSize });
  }

  /** The mean of each channel: [N, C, H, W] → [N, C]. */
  globalAvgPool(
    this: Network<"image">,
    options: Options<typeof globalAvgPoolSchema> = {},
  ): Network<"vector"> {
    return this.#with({ ...options, kind: "globalAvgPool" });
  }

  /** [N, C, H, W] → [N, C·H·W]. */
  flatten(this: Network<"image">, options: Options<typeof flattenSchema> = {}): Network<"vector"> {
    return this.#with({ ...options, kind: "flatten" });
  }

  #with<Next extends Stage>(layer: LayerSpecInput): Network<Next> {
    const place = `network.layers[${this.layers.length}]`;
    const checked = checkInput(layerSchema, layer, place);
    const before = this.layers.at(-1);
    const { name, fit } = placeLayer(checked, {
      index: this.layers.length,
      input: this.#shape,
      before: before && (before.name ?? String(this.layers.length - 1)),
      place,
    });
    refuseTwin(
      name,
      this.layers.findIndex((other, index) => (other.name ?? String(index)) === name),
      place,
    );
    return new Network<Next>(this.input, [...this.layers, Object.freeze(checked)], fit.output);
  }
}
