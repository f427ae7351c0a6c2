import type { DType } from "../addon.js";
import { firstNonFinite, type Numbers } from "../check/finite.js";
import { InputError, type InputIssue } from "../errors.js";
import { describeNetwork, layersInOrder } from "./describe.js";
import type { NetworkSpecInput } from "./network-schema.js";
import type { Shape } from "./shape.js";

/** What of a tensor is checked; a `Tensor` is one. */
export interface StateDictTensor {
  readonly shape: readonly number[];
  readonly dtype: DType;
  /** Its values, row-major. */
  data(): unknown;
}

/**
 * Checks that tensors are exactly a network's parameters and buffers, by PyTorch's keys: none
 * missing, none surplus, each of its shape, of float32 or float64 (`num_batches_tracked`: int64)
 * and finite.
 *
 * @param file what messages call the state dict.
 * @throws InputError with every misfit.
 */
export function checkStateDict(
  network: NetworkSpecInput,
  tensors: Readonly<Record<string, StateDictTensor>>,
  file: string,
): void {
  const description = describeNetwork(network);
  const expected = new Map<string, Shape>(
    layersInOrder(description.layers).flatMap((layer) =>
      [...layer.parameters, ...layer.buffers].map(({ name, shape }) => [name, shape] as const),
    ),
  );
  const issues: InputIssue[] = [];
  const report = (message: string) => issues.push({ path: file, message });
  for (const [name, shape] of expected) {
    const tensor = Object.hasOwn(tensors, name) ? tensors[name] : undefined;
    const problem = tensor ? tensorProblem(name, tensor, shape) : "but it is missing";
    if (problem) report(`expected ${name} of shape ${shapeText(shape)} ${problem}`);
  }
  for (const name of Object.keys(tensors)) {
    if (!expected.has(name))
      report(`expected no ${name}: the network has no such parameter or buffer`);
  }
  if (issues.length) throw new InputError(issues);
}

function tensorProblem(name: string, tensor: StateDictTensor, shape: Shape): string | undefined {
  if (shapeText(tensor.shape) !== shapeText(shape))
    return `but received ${shapeText(tensor.shape)}`;
  const allowed = name.endsWith(".num_batches_tracked") ? ["int64"] : ["float32", "float64"];
  if (!allowed.includes(tensor.dtype)) {
    return `and of ${allowed.join(" or ")} but received ${tensor.dtype}`;
  }
  // The dtypes allowed above have no other arrays.
  const values = tensor.data() as Numbers;
  const index = firstNonFinite(values);
  return index < 0 ? undefined : `and finite but received ${values[index]} at index ${index}`;
}

function shapeText(shape: Shape): string {
  return `[${shape.join(", ")}]`;
}
