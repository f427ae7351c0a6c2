import type { NativeRunInputs, TensorHandle } from "../../../lib/addon.js";
import { engine } from "../../../lib/native.js";
import { elementCount, inputShape } from "../../../lib/nn/index.js";
import { expectDigest, formulaSamples } from "./digest.js";
import { runToEnd, type Settings, tensor } from "./engine-run.js";
import { expectClose } from "./precision.js";
import type { TaskReference, TaskUpdates } from "./reference-data.js";

/** The task whose five updates in float64 take a minute and more. */
export const SLOW = "C100-WRN";

const BATCH = 4;
const UPDATES = 5;

/** Of a tensor's largest; the generator refuses problems whose rounding alone comes near it. */
const AT_END = 1e-9;

/** Expects five updates of 4 samples by an optimizer of the reference. */
export async function expectUpdates(given: TaskReference, { expected, ...how }: TaskUpdates) {
  const { entries, final } = await trainTask(given, how.optimizer, UPDATES, how);
  const losses = entries.map((entry) => entry.train.loss);
  expectClose(losses, expected.loss, AT_END, "loss");
  const distance = entries.at(-1)?.rotation?.distance ?? [];
  expectClose(distance, expected.distance, AT_END, "distance");
  for (const [key, digest] of Object.entries(expected.atEnd)) {
    expectDigest(final(key), digest, AT_END, key, scaleOf(expected.atEnd, key));
  }
}

/** A tensor's largest, of a bias its kernel's: the gradient of one before a batch-norm is rounding alone. */
export function scaleOf(digests: TaskReference["initial"], key: string): number {
  return digests[key.replace(/\.bias$/, ".weight")]?.[0] ?? 0;
}

/** So many updates of 4 samples each, in float64 from the weights that the seed draws, then a test of 4. */
export async function trainTask(
  { network, classes }: TaskReference,
  optimizer: Settings["optimizer"],
  updates: number,
  { trainable, schedule }: Pick<Settings, "trainable" | "schedule"> = {},
) {
  const samples = (first: number, count: number): NativeRunInputs["train"] => {
    const shape = inputShape(network.input);
    const { inputs, targets } = formulaSamples(first, count, elementCount(shape), classes);
    return {
      inputs: tensor(inputs, [count, ...shape], "float64"),
      targets: engine().tensorFromBytes(targets, [count], "int64", "cpu"),
    };
  };
  const settings = {
    network,
    optimizer,
    epochs: 1,
    batchSize: BATCH,
    ...(trainable && { trainable }),
    ...(schedule && { schedule }),
  } as const;
  const { run, state, entries } = await runToEnd(
    { ...settings, precision: "float64", threads: 2, record: { every: "step" } },
    { train: samples(0, BATCH * updates), test: samples(BATCH * UPDATES, BATCH) },
  );
  const values = (tensors: Readonly<Record<string, TensorHandle>>) => (key: string) => {
    const handle = tensors[key];
    if (handle === undefined) throw new Error(`the engine has no ${key}`);
    return new Float64Array(engine().tensorToBytes(handle));
  };
  return {
    state,
    entries,
    initial: values(engine().runWeights(run, "initial")),
    final: values(engine().runWeights(run, "current")),
  };
}
