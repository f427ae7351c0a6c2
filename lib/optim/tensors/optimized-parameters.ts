import { InputError } from "../../errors.js";
import {
  isOwner,
  type NamedTensor,
  namedTensors,
  requireLeaf,
  type TensorSource,
} from "../../tensor/index.js";
import { type OptimizerSpec, stepRule } from "../optimizer-schema.js";

/** A parameter of an optimizer. */
export interface OptimizedParameter extends NamedTensor {
  /** A parameter of two or more dimensions. */
  readonly kernel: boolean;
  /** Whether the optimizer steps it at all. */
  readonly trained: boolean;
}

/**
 * The parameters of an optimizer, in the order in which kernels count. Those of a module that require no gradients,
 * and under `others: "frozen"` those that are no kernels, are not stepped.
 *
 * @throws {InputError} naming the parameter: results of operations, tensors that require no gradients, different
 *   devices; and where the optimizer has nothing to do.
 */
export function optimizedParameters(
  source: TensorSource,
  spec: OptimizerSpec,
): readonly OptimizedParameter[] {
  const named = namedTensors(source);
  const frozenAllowed = isOwner(source);
  const othersFrozen = "base" in spec && spec.others === "frozen";
  const parameters = named.map((parameter) => {
    const { tensor, place } = parameter;
    requireLeaf(place, tensor);
    const { requiresGrad, shape } = tensor;
    if (!requiresGrad && !frozenAllowed) {
      throw InputError.at(
        place,
        "expected a tensor that requires gradients but received one that does not; set its requiresGrad to true",
      );
    }
    const kernel = shape.length >= 2;
    return { ...parameter, kernel, trained: requiresGrad && (kernel || !othersFrozen) };
  });
  requireOneDevice(named);
  requireWork(parameters, spec);
  requireLayers(named, spec);
  return parameters;
}

function requireOneDevice(named: readonly NamedTensor[]): void {
  const [first, ...others] = named;
  if (!first) return;
  const { device } = first.tensor;
  for (const { tensor, place } of others) {
    if (tensor.device === device) continue;
    throw InputError.at(
      place,
      `expected ${device}, the device of ${first.place}, but received ${tensor.device}`,
    );
  }
}

function requireWork(parameters: readonly OptimizedParameter[], spec: OptimizerSpec): void {
  if (!parameters.some(({ trained }) => trained)) {
    throw InputError.at("parameters", "expected one to step but all of them are frozen");
  }
  if (!("base" in spec) || parameters.some(({ kernel }) => kernel)) return;
  throw InputError.at(
    "parameters",
    `expected a kernel, of two or more dimensions, on which ${spec.kind} acts, but received none`,
  );
}

/** A name of `weightDecayOn` stands for a parameter, or for those inside it: `fc` for `fc.weight`. */
function requireLayers(named: readonly NamedTensor[], spec: OptimizerSpec): void {
  const { weightDecayOn } = stepRule(spec);
  if (typeof weightDecayOn === "string") return;
  for (const [index, layer] of weightDecayOn.entries()) {
    if (named.some(({ name }) => name === layer || name.startsWith(`${layer}.`))) continue;
    const known = named.map(({ name }) => name).join(", ");
    const place = `optimizer${"base" in spec ? ".base" : ""}.weightDecayOn[${index}]`;
    throw InputError.at(
      place,
      `expected a parameter or what holds some (${known}) but received ${JSON.stringify(layer)}`,
    );
  }
}
