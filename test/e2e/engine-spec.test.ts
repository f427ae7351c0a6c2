import { describe, expect, test } from "vitest";
import type { EngineSpec, RunHandle } from "../../lib/addon.js";
import { engine } from "../../lib/native.js";
import { start, thrownBy } from "../support/engine-refusal.js";
import { batchNorm, engineSpec, linear, recordSpec, relu } from "../support/engine-runs.js";
import {
  adagradSpec,
  adamSpec,
  larsSpec,
  laycaSpec,
  normalizedSpec,
  rmspropSpec,
  sgdSpec,
  warmupSpec,
} from "../support/optimizer-specs.js";

/** A spec in which every kind and every field occurs. */
const full = engineSpec({
  network: {
    input: { kind: "image", channels: 1, height: 4, width: 3 },
    layers: [
      { kind: "flatten" },
      linear(16, { init: { kind: "heNormal", gain: 0.5 }, name: "first" }),
      batchNorm,
      relu,
      linear(3, { bias: false, init: "orthogonal" }),
    ],
  },
  optimizer: laycaSpec({
    base: sgdSpec({ momentum: 0.9, momentumForm: "velocity", weightDecayOn: ["first"] }),
    multipliers: [1, 0.5],
  }),
  schedule: { kind: "step", milestones: [1, 2], gamma: 0.1 },
  trainable: ["first", "4"],
  record: recordSpec({
    every: ["epoch", { steps: 2 }, "step", "firstStepOfEpoch", { stepsOfEpoch: 7 }],
    gradients: true,
    feedback: { layer: "first", images: 10 },
  }),
  clipGradNorm: 0.5,
  accumulate: 3,
  stop: [
    { kind: "lossBelow", value: 1e-4 },
    { kind: "accuracyFloor", epoch: 7, value: 0.2 },
    { kind: "lossUnchanged", epochs: 3 },
  ],
  select: "bestValidation",
  checkpoint: { every: { epochs: 2 } },
});

/** More specs, of the kinds of which one excludes another. */
const others = {
  adam: engineSpec({ optimizer: adamSpec(), record: recordSpec({ secondMoments: true }) }),
  "adamW, in a transform": engineSpec({
    optimizer: larsSpec({ base: adamSpec({ kind: "adamW", amsgrad: true }) }),
    schedule: warmupSpec(),
  }),
  "rmsprop, in a transform": engineSpec({
    optimizer: normalizedSpec({ base: rmspropSpec({ weightDecayOn: ["0", "2"] }) }),
    schedule: { kind: "cosine", epochs: 3, final: 0.1 },
    precision: "bfloat16",
  }),
  "adagrad, checkpoints by steps": engineSpec({
    optimizer: adagradSpec(),
    checkpoint: { every: { steps: 7 } },
  }),
};

describe("echo", () => {
  test.each([
    ["every field of layca and sgd", full],
    ...Object.entries(others),
    ["the plain one", engineSpec()],
    [
      "alpha",
      engineSpec({ optimizer: laycaSpec({ alpha: -0.3, arc: "exact", radius: "current" }) }),
    ],
    ["mse", engineSpec({ loss: { kind: "mse" } })],
    ["the top five", engineSpec({ record: recordSpec({ top5: true }) })],
    ["float64 on cuda:3", engineSpec({ precision: "float64", device: "cuda:3" })],
    ["lars without limit", engineSpec({ optimizer: larsSpec({ normGrowth: null }) })],
    ["the largest seed", engineSpec({ seed: 2 ** 53 - 1 })],
  ])("gives back the same value: %s", (_, spec) => {
    expect(engine().echoSpec(spec)).toEqual(spec);
  });
});

/** Every path of a value, with a function that replaces what stands there. */
function* places(value: unknown, path = ""): Generator<[string, (by: unknown) => unknown]> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const at = Array.isArray(value) ? `${path}[${key}]` : path ? `${path}.${key}` : key;
    const copy = (by: unknown) =>
      Array.isArray(value)
        ? value.map((element, index) => (String(index) === key ? by : element))
        : { ...value, [key]: by };
    yield [at, copy];
    for (const [deeper, replace] of places(inner, at)) yield [deeper, (by) => copy(replace(by))];
  }
}

const circular: Record<string, unknown> = {};
circular.self = circular;
circular.network = circular;

const garbage: readonly unknown[] = [
  undefined,
  null,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -1,
  0.5,
  1e300,
  -0,
  "",
  "\0",
  "x".repeat(100_000),
  "cuda:99999999999",
  true,
  1n,
  Symbol("s"),
  [],
  [[[[]]]],
  new Array(20_000).fill({}),
  {},
  { kind: "conv2d" },
  circular,
  () => 1,
  new Proxy({}, { ownKeys: () => ["a", "a b"] }),
  new Uint8Array(8),
];

describe("whatever stands in any place of a spec", () => {
  const spots = [full, ...Object.values(others)].flatMap((spec) => [...places(spec)]);

  test.each(spots)("%s: is taken or refused by a TypeError", (path, replace) => {
    for (const value of garbage) {
      try {
        engine().echoSpec(replace(value) as EngineSpec);
      } catch (error) {
        expect(error).toBeInstanceOf(TypeError);
        expect((error as Error).message).toContain(path.split(/[.[]/)[0]);
      }
    }
  });

  test("the whole of it too", () => {
    for (const value of garbage) {
      expect(() => engine().echoSpec(value as EngineSpec)).toThrow(TypeError);
      expect(() => start(value)).toThrow(TypeError);
      expect(() => start(engineSpec(), value ?? null)).toThrow(TypeError);
    }
  });

  test.each([
    [{ epochs: 0.5 }, "epochs: expected an integer ≥ 0 and ≤ 2147483647 but received 0.5"],
    [{ device: "tpu" }, 'device: expected "cpu", "cuda" or "cuda:N" but received "tpu"'],
    [{ extra: 1 }, 'spec: expected only keys that the engine knows but received "extra"'],
    [{ accumulate: 0 }, "accumulate: expected an integer ≥ 1 and ≤ 2147483647 but received 0"],
    [{ clipGradNorm: 0 }, "clipGradNorm: expected null or a number > 0 but received 0"],
    [{ select: "best" }, 'select: expected "final" or "bestValidation" but received "best"'],
    [
      { stop: [{ kind: "lossAbove" }] },
      'stop[0].kind: expected "lossBelow", "accuracyFloor" or "lossUnchanged" but received "lossAbove"',
    ],
    [
      { stop: [{ kind: "accuracyFloor", epoch: 1, value: 2 }] },
      "stop[0].value: expected a finite number ≥ 0 and ≤ 1 but received 2",
    ],
    [
      { stop: [{ kind: "lossUnchanged", epochs: 0 }] },
      "stop[0].epochs: expected an integer ≥ 1 and ≤ 2147483647 but received 0",
    ],
    [
      { checkpoint: { every: { steps: 0 } } },
      "checkpoint.every.steps: expected an integer ≥ 1 but received 0",
    ],
    [
      { checkpoint: { every: { steps: 1, epochs: 1 } } },
      'checkpoint.every: expected only keys that the engine knows but received "epochs"',
    ],
    [
      { precision: "float16" },
      'precision: expected "float32", "float64" or "bfloat16" but received "float16"',
    ],
    [
      { record: recordSpec({ feedback: { layer: "0", images: 1 } }) },
      "record.feedback.images: expected an integer ≥ 2 but received 1",
    ],
    [
      { optimizer: { kind: "sdg" } },
      'optimizer.kind: expected "sgd", "adam", "adamW", "rmsprop", "adagrad", "layca", "lars" or "normalized" but received "sdg"',
    ],
    [
      { optimizer: laycaSpec({ base: laycaSpec() }) },
      'optimizer.base.kind: expected "sgd", "adam", "adamW", "rmsprop" or "adagrad" but received "layca"',
    ],
    [
      { optimizer: adamSpec({ betas: [0.9, 1] }) },
      "optimizer.betas[1]: expected a number ≥ 0 and < 1 but received 1",
    ],
    [
      { optimizer: adamSpec({ betas: [0.9] }) },
      "optimizer.betas: expected a list of 2 to 2 but received an array of 1",
    ],
    [
      { optimizer: larsSpec({ normGrowth: -1 }) },
      "optimizer.normGrowth: expected a finite number ≥ 0 but received -1",
    ],
    [
      { schedule: warmupSpec({ then: { kind: "cosine", epochs: 3, final: 2 } }) },
      "schedule.then.final: expected a finite number ≥ 0 and ≤ 1 but received 2",
    ],
    [
      { optimizer: laycaSpec({ alpha: 1 }) },
      "optimizer.alpha: expected a number > -1 and < 1 but received 1",
    ],
  ])("%j: %s", (changes, message) => {
    expect(thrownBy(() => engine().echoSpec(engineSpec(changes)))).toBe(`TypeError: ${message}`);
  });
});

test.each(["runStop", "runState", "runEntry", "runWeights"] as const)(
  "%s refuses what is no run's handle",
  (name) => {
    const tensor = engine().tensorFromBytes(Float32Array.of(0), [1], "float32", "cpu");
    for (const value of [...garbage, tensor, engine()]) {
      expect(() => engine()[name](value as RunHandle, 0 as never)).toThrow(
        /^run: expected a run's handle but received /,
      );
    }
  },
);
