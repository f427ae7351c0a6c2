import type { InputIssue } from "../errors.js";
import { layerNameIssues, type NetworkDescription } from "../nn/index.js";
import { type OptimizerSpec, stepRule } from "../optim/index.js";
import type { CheckedRun } from "./run-schema.js";

type Transform = Extract<OptimizerSpec, { readonly base: unknown }>;

/** What of an optimizer does not fit the network: layer names, multipliers, kernels. */
export function optimizerIssues(run: CheckedRun, network: NetworkDescription): InputIssue[] {
  const { optimizer } = run;
  const { weightDecayOn } = stepRule(optimizer);
  const transformed = "base" in optimizer;
  const place = transformed ? "optimizer.base.weightDecayOn" : "optimizer.weightDecayOn";
  const decay =
    typeof weightDecayOn === "string" ? [] : layerNameIssues(weightDecayOn, network, place);
  return transformed
    ? [...decay, ...kernelIssues(optimizer, network), ...zeroIssues(run, optimizer, network)]
    : decay;
}

function kernelIssues(optimizer: Transform, { kernels }: NetworkDescription): InputIssue[] {
  if (kernels.length === 0) {
    const message = `${optimizer.kind} acts on kernels but the network has none`;
    return [{ path: "optimizer.kind", message }];
  }
  const given = optimizer.kind === "layca" ? optimizer.multipliers?.length : undefined;
  if (given === undefined || given === kernels.length) return [];
  const message = `expected ${kernels.length} of them, one a kernel, but received ${given}`;
  return [{ path: "optimizer.multipliers", message }];
}

/** A kernel that is zero has no direction; one from a file is seen when the run starts. */
function zeroIssues(
  { network: { layers }, initialWeights, trainable }: CheckedRun,
  { kind }: Transform,
  network: NetworkDescription,
): InputIssue[] {
  if (initialWeights !== undefined) return [];
  return layers.flatMap((layer, index) => {
    const name = network.layers[index]?.name ?? "";
    const trained = trainable === "all" || trainable.includes(name);
    if (!("init" in layer) || !trained || !isZero(layer.init)) return [];
    const init = JSON.stringify(layer.init);
    const message = `expected a kernel that is not zero, as ${kind} needs it, but received ${init}`;
    return [{ path: `network.layers[${index}].init`, message }];
  });
}

function isZero(init: string | { readonly kind: string; readonly gain: number }): boolean {
  return typeof init === "string" ? init === "zeros" : init.kind === "zeros" || init.gain === 0;
}
