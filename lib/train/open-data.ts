import type { NativeDataSet, SamplesHandle } from "../addon.js";
import { type DataSpecInput, loadData } from "../data/index.js";
import { InputError } from "../errors.js";
import type { InputSpec, NetworkSpecInput } from "../nn/index.js";
import { native, Tensor } from "../tensor/index.js";
import { parseRunSpec, type RunSpecInput } from "./run-spec.js";

/** How batches are taken: the fields of a run of these names, with its defaults. */
export type OpenDataOptions = Pick<
  RunSpecInput,
  "batchSize" | "shuffle" | "dropLast" | "augment" | "seed" | "device" | "precision" | "loss"
>;

/** Some samples; the tensors are the caller's own. */
export interface DataBatch {
  /** `[N, …]` of the precision, normalized. */
  readonly inputs: Tensor;
  /** Classes, int64 `[N]`; for mse numbers `[N, K]`. */
  readonly targets: Tensor;
}

/** Data that are ready to be trained on by hand. */
export interface OpenedData {
  /** Batches of an epoch, from 0: shuffled and augmented as in a run of the same seed. */
  train(epoch: number): Iterable<DataBatch>;
  /** Batches of an epoch: what a schedule counts, and the length of `train(epoch)`. */
  readonly batchesPerEpoch: number;
  /** Batches in the data's order, neither shuffled nor changed; none where there is no such set. */
  validation(): Iterable<DataBatch>;
  /** The same of the test set. */
  test(): Iterable<DataBatch>;
  /** `MNIST: 6,000 training images, 10,000 test images`. */
  readonly description: string;
}

/**
 * Reads data as a run does, for loops of one's own: the same samples, batches and augmentation, bit for bit. Images
 * stay bytes until a batch is made of them.
 *
 * @param samples what a sample must be: a network (`net.spec` of a module), whose outputs the targets must fit too, or
 *   an input alone: `{ kind: "vector", features: 784 }`
 * @param data where the samples are: `datasets.mnist({ root: "mnist" })`
 * @param options batchSize (required); shuffle (true), dropLast (false), augment (none), seed (1), device (`cpu`),
 *   precision (`float32`), loss (cross-entropy: targets are classes)
 * @throws {InputError} naming the field or file
 *
 * @example
 * const data = await openData(net.spec, datasets.mnist({ root: "mnist" }), { batchSize: 64 });
 * for (const { inputs, targets } of data.train(0)) step(inputs, targets);
 */
export async function openData(
  samples: NetworkSpecInput | InputSpec,
  data: DataSpecInput,
  options: OpenDataOptions,
): Promise<OpenedData> {
  const spec = parseRunSpec({
    ...options,
    network: "kind" in samples ? anyClasses(samples, options) : samples,
    data,
    epochs: 1,
    optimizer: { kind: "sgd" },
  });
  const { batchSize, shuffle, dropLast, augment, seed, device, precision } = spec;
  const { inputs, description } = await loadData(spec.data, {
    seed,
    network: spec.network,
    targets: spec.loss.kind === "mse" ? "numbers" : "classes",
  });
  const { normalize } = inputs;
  const plain = {
    seed,
    device,
    precision,
    batchSize,
    augment: [],
    shuffle: false,
    dropLast: false,
  };
  const training = { ...plain, augment, shuffle, dropLast };
  const open = (set: NativeDataSet, taken: typeof training): SamplesHandle =>
    native((addon) => addon.batchesOpen(set, { ...taken, ...(normalize ? { normalize } : {}) }));
  const [train, validation, test] = [
    open(inputs.train, training),
    inputs.validation && open(inputs.validation, plain),
    inputs.test && open(inputs.test, plain),
  ];
  return {
    train: (epoch) => batchesOf(train, epoch),
    batchesPerEpoch: native((addon) => addon.batchesCount(train)),
    validation: () => (validation ? batchesOf(validation, 0) : []),
    test: () => (test ? batchesOf(test, 0) : []),
    description,
  };
}

/** A network that takes these samples and any class; it is never built. */
function anyClasses(input: InputSpec, { loss }: OpenDataOptions): NetworkSpecInput {
  if (loss?.kind === "mse") {
    const message =
      "expected a network, whose outputs say what mse compares, but received an input alone";
    throw InputError.at("samples", message);
  }
  const flatten = input.kind === "image" ? [{ kind: "flatten" } as const] : [];
  return { input, layers: [...flatten, { kind: "linear", outFeatures: 2 ** 20 }] };
}

function* batchesOf(samples: SamplesHandle, epoch: number): Generator<DataBatch> {
  const count = native((addon) => addon.batchesCount(samples));
  for (let index = 0; index < count; index++) {
    const { inputs, targets } = native((addon) => addon.batchesTake(samples, epoch, index));
    yield { inputs: Tensor.fromHandle(inputs), targets: Tensor.fromHandle(targets) };
  }
}
