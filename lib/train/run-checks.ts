import { imageSetOf } from "../data/index.js";
import { InputError, type InputIssue } from "../errors.js";
import {
  batchText,
  describeNetwork,
  elementCount,
  inputShape,
  layerNameIssues,
  layersInOrder,
  type NetworkDescription,
} from "../nn/index.js";
import { optimizerIssues } from "./optimizer-checks.js";
import { recordIssues } from "./record-checks.js";
import type { CheckedRun } from "./run-schema.js";

/**
 * Checks what the fields of a run mean together: shapes along the network, its output against loss
 * and data, layer names, optimizer and record.
 *
 * @returns the network's description.
 * @throws InputError with every misfit.
 */
export function checkRun(run: CheckedRun): NetworkDescription {
  const network = describeNetwork(run.network);
  const issues = [
    ...outputIssues(run, network),
    ...dataIssues(run, network),
    ...lossIssues(run),
    ...augmentIssues(run),
    ...batchIssues(run, network),
    ...selectIssues(run),
    ...optimizerIssues(run, network),
    ...recordIssues(run, network),
    ...(run.trainable === "all" ? [] : layerNameIssues(run.trainable, network, "trainable")),
  ];
  if (issues.length) throw new InputError(issues);
  return network;
}

function outputIssues(
  { loss }: CheckedRun,
  { layers, outputShape, parameterCount }: NetworkDescription,
): InputIssue[] {
  const issues: InputIssue[] = [];
  if (outputShape.length !== 1) {
    const last = layers.at(-1);
    const given = `layer "${last?.name}" gives ${batchText(outputShape)}`;
    issues.push({
      path: last?.path ?? "network.layers",
      message: `${loss.kind} takes [N, ${loss.kind === "mse" ? "outputs" : "classes"}] but ${given}`,
    });
  }
  if (parameterCount === 0) {
    const message = "expected at least one layer with parameters but received none";
    issues.push({ path: "network.layers", message });
  }
  return issues;
}

function dataIssues({ data, network }: CheckedRun, { outputShape }: NetworkDescription) {
  const flat = network.input.kind === "vector";
  if (data.kind === "safetensors" || data.kind === "tensors") {
    if (data.normalize !== "channel" || !flat) return [];
    const message = "expected scalar or none for a vector input but received channel";
    return [{ path: "data.normalize", message }];
  }
  const issues: InputIssue[] = [];
  if (data.flatten !== undefined && data.flatten !== flat) {
    const input = flat ? "a vector input" : "an image input";
    const message = `expected ${flat} for ${input} but received ${data.flatten}`;
    issues.push({ path: "data.flatten", message });
  }
  // What the files alone tell is checked when they are read.
  const { shape, classes = 0 } = imageSetOf(data);
  const given = shape && batchText(flat ? [elementCount(shape)] : shape);
  const taken = batchText(inputShape(network.input));
  if (given !== undefined && given !== taken) {
    const message = `expected ${given}, which ${data.kind} gives, but received ${taken}`;
    issues.push({ path: "network.input", message });
  }
  const [outputs = 0] = outputShape;
  if (outputShape.length === 1 && outputs < classes) {
    const needed = `at least ${classes} outputs for the classes of ${data.kind}`;
    const message = `expected ${needed} but the network gives ${outputs}`;
    issues.push({ path: "network.layers", message });
  }
  return issues;
}

/** Sets of images have classes as their targets, and a loss on numbers has no accuracy. */
function lossIssues({ loss, data, stop }: CheckedRun): InputIssue[] {
  if (loss.kind === "crossEntropy") return [];
  const issues = stop.flatMap((rule, index) => {
    if (rule.kind !== "accuracyFloor") return [];
    const message = `expected a rule that needs no accuracy, as ${loss.kind} has none, but received ${rule.kind}`;
    return [{ path: `stop[${index}].kind`, message }];
  });
  if (data.kind === "safetensors" || data.kind === "tensors") return issues;
  const message = `expected safetensors or tensors, whose targets can be numbers, but received ${data.kind}`;
  return [...issues, { path: "data.kind", message }];
}

/** Sets of tensors may bring a validation set of their own, which the engine looks for. */
function selectIssues({ select, data }: CheckedRun): InputIssue[] {
  if (select === "final" || data.kind === "safetensors" || data.kind === "tensors") return [];
  if (data.validation !== undefined) return [];
  const message = "bestValidation needs a validation set but data.validation is missing";
  return [{ path: "select", message }];
}

/** Flips and shifts are of images, and a shift leaves something of them. */
function augmentIssues({ augment, network: { input } }: CheckedRun): InputIssue[] {
  if (augment.length === 0) return [];
  if (input.kind !== "image") {
    return [{ path: "augment", message: "expected none for a vector input but received some" }];
  }
  const most = Math.min(input.height, input.width) - 1;
  return augment.flatMap((change, index) => {
    if (change.kind !== "randomShift" || change.pixels <= most) return [];
    const size = `images of ${input.height} × ${input.width} pixels`;
    const message = `expected at most ${most} for ${size} but received ${change.pixels}`;
    return [{ path: `augment[${index}].pixels`, message }];
  });
}

/** As PyTorch refuses it: the variance of one value is 0, and so is every normalized value. */
function batchIssues(run: CheckedRun, { layers }: NetworkDescription): InputIssue[] {
  if (run.batchSize > 1) return [];
  const layer = layersInOrder(layers).find(
    ({ kind, outputShape }) => kind === "batchNorm" && elementCount(outputShape.slice(1)) === 1,
  );
  if (!layer) return [];
  const message = `expected an integer ≥ 2 with batchNorm "${layer.name}" but received 1`;
  return [{ path: "batchSize", message }];
}
