import { describe, expect, test } from "vitest";
import type { EngineSpec, RunHandle } from "../../lib/addon.js";
import { engine } from "../../lib/native.js";
import { start, thrownBy } from "../support/engine-refusal.js";
import {
  batchNorm,
  engineSpec,
  laycaSpec,
  linear,
  recordSpec,
  relu,
  sgdSpec,
} from "../support/engine-runs.js";

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
  record: recordSpec({ every: ["epoch", { steps: 2 }, "step", "firstStepOfEpoch"] }),
});

describe("echo", () => {
  test.each([
    ["every kind", full],
    ["the plain one", engineSpec()],
    [
      "alpha",
      engineSpec({ optimizer: laycaSpec({ alpha: -0.3, arc: "exact", radius: "current" }) }),
    ],
    ["float64 on cuda:3", engineSpec({ precision: "float64", device: "cuda:3" })],
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
  test.each([...places(full)])("%s: is taken or refused by a TypeError", (path, replace) => {
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
    [{ accumulate: 2 }, "accumulate: expected an integer ≥ 1 and ≤ 1 but received 2"],
    [
      { precision: "bfloat16" },
      'precision: expected "float32" or "float64" but received "bfloat16"',
    ],
    [
      { record: recordSpec({ gradients: true }) },
      "record.gradients: expected false (not available yet) but received true",
    ],
    [
      { optimizer: { kind: "adam" } },
      'optimizer.kind: expected "sgd" or "layca" but received "adam"',
    ],
    [
      { optimizer: laycaSpec({ base: laycaSpec() }) },
      'optimizer.base.kind: expected "sgd" but received "layca"',
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
