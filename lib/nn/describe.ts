import { checkInput } from "../check.js";
import type { KernelLayer } from "../record.js";
import { type ListPlace, type PlacedLayer, placeLayers } from "./fit.js";
import type { LayerTensor, ZeroBy } from "./layer-rule.js";
import type { LayerSpec } from "./layers.js";
import { type NetworkSpecInput, networkSchema } from "./network-schema.js";
import { elementCount, inputShape, type Shape } from "./shape.js";

/** A parameter by its key in the state dict. */
export interface ParameterDescription {
  /** `0.weight`. */
  readonly name: string;
  /** PyTorch's: [outFeatures, inFeatures] of a linear layer. */
  readonly shape: Shape;
  /**
   * Whether it has two or more dimensions: it is a layer l of L in records, multipliers and
   * figures.
   */
  readonly kernel: boolean;
  /** Of a kernel that begins at 0, which no transform can turn. */
  readonly zeroBy?: ZeroBy;
}

/** A layer where it stands in its network. */
export interface LayerDescription {
  /** In the spec: `network.layers[4].branch[0]`. */
  readonly path: string;
  /** Its name, or its index in its list; inside a residual the full name, `4.branch.0`. */
  readonly name: string;
  /** `linear`, `conv2d`, … */
  readonly kind: LayerSpec["kind"];
  /** Its output's shape, without the batch. */
  readonly outputShape: Shape;
  /** Its own, not those of layers inside it. */
  readonly parameters: readonly ParameterDescription[];
  /** Buffers by their keys in the state dict. */
  readonly buffers: readonly LayerTensor[];
  /** A residual's: all that its layers have. */
  readonly parameterCount: number;
  /** The layers of a residual's one way. */
  readonly branch?: readonly LayerDescription[];
  /** The layers of a residual's other way. */
  readonly shortcut?: readonly LayerDescription[];
}

/** What `describeNetwork` finds out about a network. */
export interface NetworkDescription {
  /** One sample's shape before the first layer. */
  readonly inputShape: Shape;
  /** One sample's shape after the last layer. */
  readonly outputShape: Shape;
  /** The layers in forward order; those inside residuals are theirs. */
  readonly layers: readonly LayerDescription[];
  /** The kernels in forward order, L of them. */
  readonly kernels: readonly KernelLayer[];
  /** Numbers that training may change, in all parameters together. */
  readonly parameterCount: number;
}

/**
 * The layers of a network with their output shapes, parameters and buffers, as a
 * `torch.nn.Sequential` of the same layers has them. Allocates no tensor.
 *
 * @param place what messages call the network.
 * @throws InputError when a layer cannot take what the one before it gives; it names both shapes.
 */
export function describeNetwork(network: NetworkSpecInput, place = "network"): NetworkDescription {
  const { input, layers } = checkInput(networkSchema, network, place);
  const shape = inputShape(input);
  const described = placeLayers(layers, networkPlace(shape, place)).map(describeLayer);
  return {
    inputShape: shape,
    outputShape: described.at(-1)?.outputShape ?? shape,
    layers: described,
    kernels: layersInOrder(described).flatMap(kernelsOf),
    parameterCount: sumOf(described),
  };
}

/** Where a network's own list stands. */
export function networkPlace(input: Shape, place = "network"): ListPlace {
  return { path: `${place}.layers`, prefix: "", input, source: "the network's input" };
}

/** All layers in forward order, a residual's following it: first its branch, then its shortcut. */
export function layersInOrder(layers: readonly LayerDescription[]): LayerDescription[] {
  return layers.flatMap((layer) => [
    layer,
    ...layersInOrder(layer.branch ?? []),
    ...layersInOrder(layer.shortcut ?? []),
  ]);
}

function describeLayer({ path, kind, name, fit, branch, shortcut }: PlacedLayer): LayerDescription {
  const keyed = (tensor: LayerTensor) => ({ name: `${name}.${tensor.name}`, shape: tensor.shape });
  const inside = {
    ...(branch && { branch: branch.map(describeLayer) }),
    ...(shortcut && { shortcut: shortcut.map(describeLayer) }),
  };
  const own = fit.parameters.reduce((sum, { shape }) => sum + elementCount(shape), 0);
  return {
    path,
    name,
    kind,
    outputShape: fit.output,
    parameters: fit.parameters.map((parameter) => ({
      ...keyed(parameter),
      kernel: parameter.shape.length >= 2,
      ...(parameter.zeroBy && { zeroBy: parameter.zeroBy }),
    })),
    buffers: fit.buffers.map(keyed),
    parameterCount: own + sumOf(inside.branch ?? []) + sumOf(inside.shortcut ?? []),
    ...inside,
  };
}

function sumOf(layers: readonly LayerDescription[]): number {
  return layers.reduce((sum, layer) => sum + layer.parameterCount, 0);
}

function kernelsOf(layer: LayerDescription): KernelLayer[] {
  return layer.parameters
    .filter((parameter) => parameter.kernel)
    .map(({ name, shape }) => ({ name: layer.name, parameter: name, shape }));
}
