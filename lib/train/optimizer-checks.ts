import type { InputIssue } from "../errors.js";
import {
  coversLayer,
  layerNameIssues,
  layersInOrder,
  type NetworkDescription,
} from "../nn/index.js";
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
  { initialWeights, trainable }: CheckedRun,
  { kind }: Transform,
  network: NetworkDescription,
): InputIssue[] {
  if (initialWeights !== undefined) return [];
  return layersInOrder(network.layers).flatMap(({ path, name, parameters }) => {
    const zero = parameters.find((parameter) => parameter.kernel && parameter.zeroBy);
    if (!zero?.zeroBy || (trainable !== "all" && !coversLayer(trainable, name))) return [];
    const { field, value } = zero.zeroBy;
    const message = `expected a kernel that is not zero, as ${kind} needs it, but received ${value}`;
    return [{ path: `${path}.${field}`, message }];
  });
}
