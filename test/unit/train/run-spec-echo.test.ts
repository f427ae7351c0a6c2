import fc from "fast-check";
import { expect, test } from "vitest";
import { engine } from "../../../lib/native.js";
import { engineSpec, parseRunSpec } from "../../../lib/train/run-spec.js";

/** An object with any of these fields, each drawn, or left to its default. */
function options<Fields>(fields: { [Name in keyof Fields]: fc.Arbitrary<Fields[Name]> }) {
  return fc.record(fields, { requiredKeys: [] });
}

const positive = fc.double({ min: 1e-6, max: 1e3, noNaN: true });
const fraction = fc.double({ min: 0, max: 0.99, noNaN: true });
const seed = fc.maxSafeNat();

const initKind = fc.constantFrom(
  ...["torch", "glorotUniform", "glorotNormal", "heUniform", "heNormal", "orthogonal", "zeros"],
);
const init = fc.oneof(initKind, fc.record({ kind: initKind, gain: positive }));
const linear = options({ bias: fc.boolean(), init }).map((fields) => ({
  ...fields,
  kind: "linear",
  outFeatures: 10,
}));
const batchNorm = options({ affine: fc.boolean(), momentum: fraction, eps: positive }).map(
  (fields) => ({ ...fields, kind: "batchNorm" }),
);
const network = fc
  .tuple(
    fc.constantFrom(
      { kind: "vector", features: 784 },
      { kind: "image", channels: 1, height: 28, width: 28 },
    ),
    linear,
    fc.array(fc.oneof(linear, batchNorm, fc.constant({ kind: "relu", name: "act" })), {
      maxLength: 1,
    }),
  )
  .map(([input, first, more]) => ({ input, layers: [{ kind: "flatten" }, first, ...more] }));

const sgd = fc.oneof(
  options({ lr: positive, momentum: fraction, dampening: fraction, weightDecay: fraction }),
  fc.record({
    momentum: positive,
    nesterov: fc.boolean(),
    momentumForm: fc.constantFrom("torch", "velocity"),
    weightDecayOn: fc.constantFrom("kernels", "all", ["1"]),
  }),
  fc.record({ momentum: fraction, momentumForm: fc.constant("average") }),
);
const rule = sgd.map((fields) => ({ ...fields, kind: "sgd" }));
const layca = fc
  .tuple(
    rule,
    positive,
    options({
      alpha: fraction,
      radius: fc.constantFrom("initial", "current"),
      arc: fc.constantFrom("tangent", "exact"),
      others: fc.constantFrom("base", "frozen"),
    }),
  )
  .map(([base, rate, fields]) => ({ ...fields, kind: "layca", base, rate }));

const moment = fc.oneof(
  fc.constantFrom("epoch", "step", "firstStepOfEpoch"),
  fc.record({ steps: fc.integer({ min: 1 }) }),
);
const run = fc
  .tuple(
    network,
    fc.oneof(rule, layca),
    options({
      loss: fc.record({ kind: fc.constant("crossEntropy"), labelSmoothing: fraction }),
      schedule: fc.oneof(
        fc.constant({ kind: "constant" }),
        fc
          .record({ gamma: fraction })
          .map((step) => ({ ...step, kind: "step", milestones: [2, 5] })),
      ),
      shuffle: fc.boolean(),
      dropLast: fc.boolean(),
      trainable: fc.constantFrom("all", ["1"]),
      seed,
      device: fc.constantFrom("cpu", "cuda", "cuda:1"),
      precision: fc.constantFrom("float32", "float64"),
      threads: fc.integer({ min: 1, max: 64 }),
      record: options({
        every: fc.oneof(moment, fc.array(moment, { minLength: 1, maxLength: 3 })),
        rotation: fc.boolean(),
        norms: fc.boolean(),
      }),
    }),
  )
  .map(([network, optimizer, fields]) => ({
    ...fields,
    network,
    optimizer,
    data: { kind: "mnist" },
    epochs: 10,
    batchSize: 16,
  }));

test("the engine reads every spec that the schema lets through, and gives it back unchanged", () => {
  fc.assert(
    fc.property(run, (value) => {
      const spec = engineSpec(parseRunSpec(value));
      expect(engine().echoSpec(spec)).toEqual(spec);
    }),
    { numRuns: 500 },
  );
});

test("multipliers reach the engine", () => {
  const spec = engineSpec(
    parseRunSpec({
      network: {
        input: { kind: "vector", features: 784 },
        layers: [{ kind: "linear", outFeatures: 10 }],
      },
      optimizer: { kind: "layca", rate: 0.1, base: { kind: "sgd" }, multipliers: [0.5] },
      data: { kind: "mnist" },
      epochs: 10,
      batchSize: 16,
    }),
  );
  expect(engine().echoSpec(spec)).toEqual(spec);
});
