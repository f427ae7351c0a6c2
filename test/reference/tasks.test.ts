import { describe, expect, it } from "vitest";
import { studyTask, taskNames } from "../../lib/experiments/index.js";
import type { StudyTask } from "../../lib/experiments/study-task.js";
import { describeNetwork, elementCount } from "../../lib/nn/index.js";
import { parseRunSpec } from "../../lib/train/run-spec.js";
import { expectDigest } from "./support/digest.js";
import { expectClose } from "./support/precision.js";
import { reference } from "./support/reference-data.js";
import { expectUpdates, SLOW, scaleOf, trainTask } from "./support/task-runs.js";

/** Of a tensor's largest: logarithms, cosines and the digest's own sums. */
const AS_DRAWN = 1e-13;
/** Forward and back through thirty layers, after which rounding is some 1e-13. */
const AT_ONCE = 1e-11;

type Norm = (shape: readonly number[]) => number;

/** Uniform with variance 2/fanIn, as published: √(2 filters). */
const heUniform: Norm = ([filters = 0]) => Math.sqrt(2 * filters);
/** The same from a normal cut at two deviations, 0.8796 of whose deviation is left. */
const heNormal: Norm = (shape) => 0.8796 * heUniform(shape);
/** Variance 2/(fanIn + fanOut). */
const glorotUniform: Norm = (shape) => {
  const [filters = 0, channels = 0, ...area] = shape;
  return Math.sqrt((2 * elementCount(shape)) / ((filters + channels) * elementCount(area)));
};

const initialNorm: Readonly<Record<string, Norm>> = {
  "C10-CNN1": heUniform,
  "C100-resnet": heNormal,
  "tiny-CNN": heUniform,
  "C10-CNN2": heNormal,
  "C100-WRN": glorotUniform,
  "MNIST-MLP": glorotUniform,
  "C10-r": heUniform,
  "C100-r": heNormal,
};

const references = reference("tasks").tasks;

it("are those of the reference; MLP-r has the network of MNIST-MLP", async () => {
  const names = references.map(({ name }) => name);
  expect([...names, "MLP-r"].sort()).toEqual([...taskNames].sort());
  expect((await task("MLP-r")).setting).toEqual((await task("MNIST-MLP")).setting);
});

describe.each(references)("$name", (given) => {
  it("is stated as the reference has it", async () => {
    const { setting, trainings } = await task(given.name);
    const { own, layca } = given;
    const whole = (network: unknown, optimizer: unknown) =>
      parseRunSpec({ ...setting, network, optimizer, epochs: 1, trainable: own.trainable });
    expect(whole(setting.network, (trainings.sgdL2 ?? trainings.sgd)?.optimizer)).toEqual(
      whole(given.network, own.optimizer),
    );
    if (!trainings.layca) return;
    expect(whole(setting.network, trainings.layca.optimizer)).toEqual(
      whole(given.network, layca.optimizer),
    );
  });

  it("initial weights; loss, gradients and running statistics of a batch", async () => {
    const { batch } = given;
    const { entries, initial, final } = await trainTask(given, { kind: "sgd", lr: 1 }, 1);
    expectClose([entries[0]?.train.loss ?? Number.NaN], [batch.loss], AT_ONCE, "loss");
    for (const [key, digest] of Object.entries(given.initial)) {
      expectDigest(initial(key), digest, AS_DRAWN, key);
    }
    for (const [key, digest] of Object.entries(batch.gradients)) {
      const before = initial(key);
      const after = final(key);
      const gradient = before.map((value, index) => value - (after[index] ?? Number.NaN));
      const scale = Math.max(scaleOf(given.initial, key), scaleOf(batch.gradients, key));
      expectDigest(gradient, digest, AT_ONCE, `gradient of ${key}`, scale);
    }
    for (const [key, digest] of Object.entries(batch.buffers)) {
      expectDigest(final(key), digest, AT_ONCE, key);
    }
  });

  it("kernels begin at the norms of the task's initializer", async () => {
    const { network } = (await task(given.name)).setting;
    for (const { parameter, shape } of describeNetwork(network).kernels) {
      const norm = given.initial[parameter]?.[1] ?? Number.NaN;
      const expected = initialNorm[given.name]?.(shape) ?? Number.NaN;
      // A norm of n such numbers deviates by some half of 1/√n of itself.
      expect(Math.abs(norm / expected - 1), parameter).toBeLessThan(
        2.5 / Math.sqrt(elementCount(shape)),
      );
    }
  });

  it("the test's loss after that batch", async () => {
    const { state } = await trainTask(given, { kind: "sgd", lr: 0 }, 1);
    const { evaluationLoss, largestLogit } = given.batch;
    const scale = Math.max(evaluationLoss, largestLogit);
    expectClose([state.test?.loss ?? Number.NaN], [evaluationLoss], AT_ONCE, "loss", scale);
  });

  // What takes minutes is tried by `npm run stress`.
  if (given.name !== SLOW) {
    it.each(["own", "layca"] as const)("five updates by its %s optimizer", async (which) => {
      await expectUpdates(given, given[which]);
    });
  }
});

async function task(name: string): Promise<StudyTask> {
  const found = await studyTask(name);
  if (!found) throw new Error(`expected a task named ${name}`);
  return found;
}
