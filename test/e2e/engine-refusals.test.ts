import { describe, expect, test } from "vitest";
import type { EngineSpec } from "../../lib/addon.js";
import { engine } from "../../lib/native.js";
import { start, thrownBy } from "../support/engine-refusal.js";
import {
  batchNorm,
  engineInputs,
  engineSpec,
  linear,
  recordSpec,
  runEngine,
  samples,
} from "../support/engine-runs.js";
import { laycaSpec, sgdSpec } from "../support/optimizer-specs.js";

const floats = (shape: readonly number[], value = 0) => {
  const count = shape.reduce((product, size) => product * size, 1);
  return engine().tensorFromBytes(new Float32Array(count).fill(value), shape, "float32", "cpu");
};
const integers = (values: readonly bigint[]) =>
  engine().tensorFromBytes(BigInt64Array.from(values), [values.length], "int64", "cpu");

describe("what does not fit together is refused before anything starts", () => {
  const network = (...layers: readonly EngineSpec[]) => ({
    network: { input: { kind: "vector", features: 12 }, layers },
  });

  test.each<[string, () => unknown, string]>([
    [
      "cuda where there is none",
      () => start(engineSpec({ device: "cuda" })),
      "device: cuda was asked for but libtorch has no CUDA device here (`npx layca doctor` says why)",
    ],
    [
      "an unknown trainable layer",
      () => start(engineSpec({ trainable: ["7"] })),
      'trainable: expected names of layers but received "7"',
    ],
    [
      "nothing to train",
      () => start(engineSpec({ trainable: ["1"] })),
      "trainable: expected a layer with parameters but received none",
    ],
    [
      "an unknown layer that decays",
      () => start(engineSpec({ optimizer: sgdSpec({ weightDecayOn: ["x"] }) })),
      'optimizer.weightDecayOn: expected names of layers but received "x"',
    ],
    [
      "too few multipliers",
      () => start(engineSpec({ optimizer: laycaSpec({ multipliers: [1] }) })),
      "optimizer.multipliers: expected 3 numbers, one a kernel, but received 1",
    ],
    [
      "two layers of a name",
      () => start(engineSpec(network(linear(3, { name: "1" }), linear(3)))),
      'network.layers[1].name: expected a name of its own but received a second "1"',
    ],
    [
      "an image without flatten",
      () =>
        start(
          engineSpec({
            network: {
              input: { kind: "image", channels: 1, height: 3, width: 4 },
              layers: [linear(3)],
            },
          }),
        ),
      "network.layers[0]: expected an input of [N, features] but received [1, 3, 4] a sample",
    ],
    [
      "a network too large for any memory",
      () => start(engineSpec(network(linear(2 ** 31 - 1), linear(2 ** 31 - 1)))),
      "network.layers[1]: expected at most 2^40 elements but received shape [2147483647, 2147483647]",
    ],
    [
      "inputs of another size",
      () => start(engineSpec(), engineInputs({ train: samples(30, 11) })),
      "data.train.inputs: expected one or more samples of shape [12] but received [30, 11]",
    ],
    [
      "inputs of a wrong type",
      () =>
        start(
          engineSpec(),
          engineInputs({ train: { inputs: integers([1n]), targets: integers([0n]) } }),
        ),
      "data.train.inputs: expected uint8, float32 or float64 but received Long",
    ],
    [
      "inputs that are not finite",
      () =>
        start(
          engineSpec(),
          engineInputs({
            train: { inputs: floats([2, 12], Number.NaN), targets: integers([0n, 1n]) },
          }),
        ),
      "data.train.inputs: expected finite numbers but received NaN or infinity",
    ],
    [
      "targets past the classes",
      () => start(engineSpec(), engineInputs({ test: samples(8, 12, 4) })),
      "data.test.targets: expected classes from 0 to 2 but received 3",
    ],
    [
      "too few targets",
      () =>
        start(
          engineSpec(),
          engineInputs({ validation: { ...samples(), targets: integers([0n]) } }),
        ),
      "data.validation.targets: expected 30 targets, one a sample, but received 1",
    ],
    [
      "indices past the samples",
      () =>
        start(engineSpec(), engineInputs({ train: { ...samples(), indices: integers([30n]) } })),
      "data.train.indices: expected indices from 0 to 29 but received 30",
    ],
    [
      "a deviation of 0",
      () => start(engineSpec(), engineInputs({ normalize: { mean: [0], std: [0] } })),
      "data.normalize: expected finite means and deviations > 0 but received 0.000000 and 0.000000",
    ],
    [
      "means for other channels",
      () =>
        start(
          engineSpec(),
          engineInputs({ normalize: { mean: [0, 0, 0, 0, 0], std: [1, 1, 1, 1, 1] } }),
        ),
      "data.normalize.mean: expected one number or one a channel but received 5",
    ],
    [
      "no whole batch",
      () => start(engineSpec({ dropLast: true, batchSize: 31 })),
      "batchSize: expected at most the 30 training samples with dropLast but received 31",
    ],
    [
      "a batch of one behind batch-norm",
      () => start(engineSpec({ ...network(linear(4), batchNorm, linear(3)), batchSize: 29 })),
      'batchSize: expected more than one sample in every batch, for the statistics of layer "1", but received 29 with 30 samples',
    ],
    [
      "initial weights without a key",
      () => start(engineSpec(), engineInputs({ initialWeights: {} })),
      'initialWeights["0.bias"]: expected a tensor but received nothing',
    ],
    [
      "initial weights with one too many",
      () => start(engineSpec(), engineInputs({ initialWeights: { "9.weight": floats([1]) } })),
      'initialWeights["9.weight"]: expected a key of the network but received one it does not have',
    ],
    [
      "initial weights of another shape",
      () => start(engineSpec(), engineInputs({ initialWeights: { "0.weight": floats([16, 11]) } })),
      'initialWeights["0.weight"]: expected shape [16, 12] but received [16, 11]',
    ],
    [
      "no function to wake",
      () => engine().runStart(engineSpec(), engineInputs(), 1 as never),
      "wake: expected a function but received 1",
    ],
  ])("%s", (_, act, message) => {
    expect(thrownBy(act)).toBe(`TypeError: ${message}`);
  });

  test("initial weights that are not finite", () => {
    const initialWeights = {
      "0.weight": floats([16, 12], Number.POSITIVE_INFINITY),
      "0.bias": floats([16]),
      "2.weight": floats([16, 16]),
      "2.bias": floats([16]),
      "4.weight": floats([3, 16]),
      "4.bias": floats([3]),
    };
    expect(() => start(engineSpec(), engineInputs({ initialWeights }))).toThrow(
      'initialWeights["0.weight"]: expected finite numbers but received NaN or infinity',
    );
  });
});

test("a zero kernel under Layca fails the run with its layer's name", async () => {
  const network = {
    input: { kind: "vector", features: 12 },
    layers: [linear(4), linear(3, { init: "zeros" })],
  };
  const { state } = await runEngine(engineSpec({ network, optimizer: laycaSpec() }));
  expect(state).toMatchObject({
    status: "failed",
    error: true,
    reason:
      'layer "1": expected a kernel that is not zero (its rotation is undefined) but received zeros',
  });
});

test("feedback of images of one class fails the run before its first update", async () => {
  const record = recordSpec({ feedback: { layer: "0", images: 30 } });
  const { state } = await runEngine(
    engineSpec({ record }),
    engineInputs({ test: samples(30, 12, 1) }),
  );
  expect(state).toMatchObject({
    status: "failed",
    error: true,
    step: 0,
    reason:
      "record.feedback.images: expected images of two classes or more but received those of one",
  });
});
