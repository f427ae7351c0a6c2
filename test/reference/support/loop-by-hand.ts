import { engine } from "../../../lib/native.js";
import { coversLayer } from "../../../lib/nn/index.js";
import { build, type NetworkModule } from "../../../lib/nn/modules/index.js";
import { clipGradNorm, Optimizer } from "../../../lib/optim/tensors/index.js";
import type { HistoryEntry } from "../../../lib/record.js";
import { track } from "../../../lib/rotation/index.js";
import { EngineOperator, Tensor, tensor, torch } from "../../../lib/tensor/index.js";
import type { EnginePath } from "./engine-paths.js";
import { stateDict, valuesOf, type Weights } from "./engine-run.js";
import { flat, problem, type Samples, shapeOf, type TrajectoryCase } from "./reference-data.js";

const MSE_LOSS = new EngineOperator("aten::mse_loss");

/** What a loop written by hand leaves. */
export interface LoopOutcome {
  readonly afterOne: Weights;
  readonly atEnd: Weights;
  /** One after every step. */
  readonly entries: readonly Pick<HistoryEntry, "step" | "rotation">[];
}

/** A case of the reference as a user would write it: module, optimizer, autograd, in float64. */
export function loopByHand(given: TrajectoryCase, path: EnginePath): LoopOutcome {
  const { network, initial, train } = problem(given.network);
  const model = build(network, { precision: "float64", device: path.device });
  model.loadStateDict(tensorsOf(stateDict(initial, "float64")));
  const { trainable = "all", accumulate = 1, batchSize } = given;
  if (trainable !== "all") {
    for (const [name, parameter] of model.namedParameters()) {
      parameter.requiresGrad = coversLayer(trainable, name.slice(0, name.lastIndexOf(".")));
    }
  }
  const updates = Math.ceil(train.targets.length / (batchSize * accumulate));
  const optimizer = new Optimizer(model, given.optimizer, {
    schedule: given.schedule,
    updatesPerEpoch: updates,
    multiTensor: path.multiTensor,
    threads: 1,
  });
  const tracker = track(model);
  const entries: LoopOutcome["entries"][number][] = [];
  let afterOne: Weights = {};
  for (let update = 0; update < given.epochs * updates; update++) {
    optimizer.zeroGrad();
    const first = (update % updates) * batchSize * accumulate;
    const last = Math.min(first + batchSize * accumulate, train.targets.length);
    for (let begin = first; begin < last; begin += batchSize) {
      const end = Math.min(begin + batchSize, last);
      const loss = meanLoss(given, model, slice(train, begin, end), path.device);
      (accumulate === 1 ? loss : loss.mul((end - begin) / (last - first))).backward();
    }
    if (given.clipGradNorm) clipGradNorm(model, given.clipGradNorm);
    optimizer.step();
    entries.push({ step: update + 1, rotation: tracker.entry(optimizer.updates) });
    if (update === 0) afterOne = weightsOf(model);
  }
  return { afterOne, atEnd: weightsOf(model), entries };
}

function slice({ inputs, targets }: Samples, begin: number, end: number): Samples {
  return { inputs: inputs.slice(begin, end), targets: targets.slice(begin, end) };
}

function meanLoss(
  { loss }: TrajectoryCase,
  model: NetworkModule,
  { inputs, targets }: Samples,
  device: EnginePath["device"],
): Tensor {
  const shaped = (nested: Samples["inputs"]) =>
    tensor(Float64Array.from(flat(nested)), { shape: shapeOf(nested), device });
  const outputs = model.forward(shaped(inputs));
  if (loss.kind === "mse") {
    const wanted = shaped(targets).reshape(outputs.shape);
    // Of the operators under their names this one is not yet.
    return Tensor.fromHandle(MSE_LOSS.make(engine(), outputs.handle, wanted.handle));
  }
  const classes = tensor(BigInt64Array.from(flat(targets), BigInt), { device });
  return torch.nn.functional.crossEntropy(outputs, classes, {
    labelSmoothing: loss.labelSmoothing,
  });
}

function tensorsOf(state: ReturnType<typeof stateDict>): Record<string, Tensor> {
  const entries = Object.entries(state);
  return Object.fromEntries(entries.map(([key, handle]) => [key, Tensor.fromHandle(handle)]));
}

function weightsOf(model: NetworkModule): Weights {
  const entries = Object.entries(model.stateDict());
  return Object.fromEntries(entries.map(([key, { handle }]) => [key, valuesOf(handle)]));
}
