import {
  coversLayer,
  describeNetwork,
  elementCount,
  type LayerDescription,
  layersInOrder,
} from "../nn/index.js";
import type { RunSpec } from "../train/run-spec.js";
import { countImages } from "./data-counts.js";

/** What a run costs, in multiply-adds. Only ratios between runs matter: they weigh the time left. */
export function runCost(run: RunSpec): number {
  return sampleCost(run) * trainedSamples(run) * run.epochs;
}

function trainedSamples({ data, batchSize }: RunSpec): number {
  return data.kind === "safetensors" || data.kind === "tensors"
    ? batchSize
    : countImages(data).trained;
}

/**
 * What a training sample costs in one epoch, in multiply-adds: a forward pass through each layer, gradients of
 * the weights that are trained, gradients of what flows back to the first of them. Layers before that one
 * are computed once where nothing in them changes.
 */
export function sampleCost(run: RunSpec): number {
  const layers = layersInOrder(describeNetwork(run.network).layers);
  const { trainable } = run;
  const trained = layers.map(
    ({ name, parameters }) =>
      parameters.length > 0 && (trainable === "all" || coversLayer(trainable, name)),
  );
  const first = trained.indexOf(true);
  const frozenPrefix = layers
    .slice(0, first)
    .every(({ kind }) => kind !== "batchNorm" && kind !== "dropout");
  return layers.reduce((cost, layer, index) => {
    const forward = index < first && frozenPrefix ? 0 : 1;
    const weights = trained[index] ? 1 : 0;
    const back = index > first ? 1 : 0;
    return cost + passCost(layer) * (forward + weights + back);
  }, 0);
}

/** Multiply-adds of one pass: each number of the kernel at each pixel of the output. */
function passCost({ parameters, outputShape }: LayerDescription): number {
  const numbers = parameters.reduce((sum, { shape }) => sum + elementCount(shape), 0);
  return numbers * elementCount(outputShape.slice(1));
}
