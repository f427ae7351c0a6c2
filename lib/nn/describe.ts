import { checkInput } from "../check.js";
import type { KernelLayer } from "../record.js";
import { placeLayer, refuseTwin } from "./fit.js";
import type { LayerTensor } from "./layer-rule.js";
import type { LayerSpec } from "./layers.js";
import { type NetworkSpecInput, networkSchema } from "./network-schema.js";
import { elementCount, inputShape, type Shape } from "./shape.js";

/** A parameter by its key in the state dict. */
export interface ParameterDescription {
  /** `0.weight`. */
  readonly name: string;
  readonly shape: Shape;
  /**
   * Whether it has two or more dimensions: it is a layer l of L in records, multipliers and
   * figures.
   */
  readonly kernel: boolean;
}

/** A layer where it stands in its network. */
export interface LayerDescription {
  /** Its name, or its index in its list. */
  readonly name: string;
  readonly kind: LayerSpec["kind"];
  /** Without the batch. */
  readonly outputShape: Shape;
  readonly parameters: readonly ParameterDescription[];
  /** Buffers by their keys in the state dict. */
  readonly buffers: readonly LayerTensor[];
  readonly parameterCount: number;
}

/** What `describeNetwork` finds out about a network. */
export interface NetworkDescription {
  /** One sample's shape before the first and after the last layer. */
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  readonly layers: readonly LayerDescription[];
  /** The kernels in forward order, L of them. */
  readonly kernels: readonly KernelLayer[];
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
  const described: LayerDescription[] = [];
  const taken = new Map<string, number>();
  for (const [index, layer] of layers.entries()) {
    const before = described.at(-1);
    const { name, fit } = placeLayer(layer, {
      index,
      input: before?.outputShape ?? inputShape(input),
      before: before?.name,
      place: `${place}.layers[${index}]`,
    });
    refuseTwin(name, taken.get(name) ?? -1, `${place}.layers[${index}]`);
    taken.set(name, index);
    described.push(describeLayer(layer.kind, name, fit));
  }
  return {
    inputShape: inputShape(input),
    outputShape: described.at(-1)?.outputShape ?? [],
    layers: described,
    kernels: described.flatMap(kernelsOf),
    parameterCount: described.reduce((sum, layer) => sum + layer.parameterCount, 0),
  };
}

function describeLayer(
  kind: LayerSpec["kind"],
  name: string,
  fit: ReturnType<typeof placeLayer>["fit"],
): LayerDescription {
  const keyed = (tensor: LayerTensor) => ({ name: `${name}.${tensor.name}`, shape: tensor.shape });
  return {
    name,
    kind,
    outputShape: fit.output,
    parameters: fit.parameters.map((parameter) => ({
      ...keyed(parameter),
      kernel: parameter.shape.length >= 2,
    })),
    buffers: fit.buffers.map(keyed),
    parameterCount: fit.parameters.reduce((sum, { shape }) => sum + elementCount(shape), 0),
  };
}

function kernelsOf(layer: LayerDescription): KernelLayer[] {
  return layer.parameters
    .filter((parameter) => parameter.kernel)
    .map(({ name, shape }) => ({ name: layer.name, parameter: name, shape }));
}
