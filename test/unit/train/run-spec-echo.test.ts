import fc from "fast-check";
import { expect, test } from "vitest";
import { engine } from "../../../lib/native.js";
import { engineSpec, parseRunSpec } from "../../../lib/train/run-spec.js";
import { refusal } from "../../support/refusal.js";
import { smallRun } from "../../support/run-specs.js";

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
const averages = options({
  lr: positive,
  betas: fc.tuple(fraction, fraction),
  eps: positive,
  amsgrad: fc.boolean(),
  weightDecay: fraction,
  weightDecayOn: fc.constantFrom("kernels", "all", ["1"]),
});
const rmsprop = options({
  lr: positive,
  alpha: fraction,
  eps: positive,
  momentum: fraction,
  centered: fc.boolean(),
  weightDecay: fraction,
});
const adagrad = options({
  lr: positive,
  lrDecay: fraction,
  initialAccumulator: fraction,
  eps: positive,
  weightDecay: fraction,
});
const rule = fc.oneof(
  sgd.map((fields) => ({ ...fields, kind: "sgd" })),
  averages.map((fields) => ({ ...fields, kind: "adam" })),
  averages.map((fields) => ({ ...fields, kind: "adamW" })),
  rmsprop.map((fields) => ({ ...fields, kind: "rmsprop" })),
  adagrad.map((fields) => ({ ...fields, kind: "adagrad" })),
);

const others = fc.constantFrom("base", "frozen");
const layca = options({
  alpha: fraction,
  radius: fc.constantFrom("initial", "current"),
  arc: fc.constantFrom("tangent", "exact"),
  others,
});
const lars = options({ normGrowth: fc.oneof(fc.constant(null), positive), others });
const transform = fc
  .tuple(
    rule,
    positive,
    fc.oneof(
      layca.map((fields) => ({ ...fields, kind: "layca" })),
      lars.map((fields) => ({ ...fields, kind: "lars" })),
      options({ others }).map((fields) => ({ ...fields, kind: "normalized" })),
    ),
  )
  .map(([base, rate, fields]) => ({ ...fields, base, rate }));

const { schedule } = fc.letrec((tie) => ({
  schedule: fc.oneof(
    { maxDepth: 5 },
    fc.constant({ kind: "constant" }),
    fc.record({ gamma: fraction }).map((step) => ({ ...step, kind: "step", milestones: [2, 5] })),
    fc.record({
      kind: fc.constant("cosine"),
      epochs: fc.integer({ min: 1, max: 9 }),
      final: fraction,
    }),
    fc.record({
      kind: fc.constant("warmup"),
      epochs: fc.integer({ min: 1, max: 9 }),
      then: tie("schedule"),
    }),
  ),
}));

const moment = fc.oneof(
  fc.constantFrom("epoch", "step", "firstStepOfEpoch"),
  fc.record({ steps: fc.integer({ min: 1 }) }),
  fc.record({ stepsOfEpoch: fc.nat({ max: 9 }) }),
);
function keepsMoments(optimizer: { kind: string; base?: { kind: string } }): boolean {
  return (optimizer.base ?? optimizer).kind !== "sgd";
}

const change = fc.oneof(
  fc.constant({ kind: "randomFlip" }),
  options({ border: fc.constantFrom("zeros", "reflect", "nearest") }).map((fields) => ({
    ...fields,
    kind: "randomShift",
    pixels: 27,
  })),
);

const stopRule = fc.oneof(
  fc.record({ kind: fc.constant("lossBelow"), value: positive }),
  fc.record({
    kind: fc.constant("accuracyFloor"),
    epoch: fc.nat(),
    value: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  fc.record({ kind: fc.constant("lossUnchanged"), epochs: fc.integer({ min: 1, max: 9 }) }),
);
const checkpoint = fc.oneof(
  fc.record({ epochs: fc.integer({ min: 1 }) }),
  fc.record({ steps: fc.integer({ min: 1 }) }),
);

const run = fc
  .tuple(
    network,
    fc.oneof(rule, transform),
    options({
      stop: fc.array(stopRule, { maxLength: 3 }),
      select: fc.constantFrom("final", "bestValidation"),
      checkpoint: fc.record({ every: checkpoint }),
      clipGradNorm: fc.oneof(fc.constant(null), positive),
      accumulate: fc.integer({ min: 1, max: 64 }),
      loss: fc.record({ kind: fc.constant("crossEntropy"), labelSmoothing: fraction }),
      schedule,
      shuffle: fc.boolean(),
      dropLast: fc.boolean(),
      augment: fc.array(change, { maxLength: 3 }),
      trainable: fc.constantFrom("all", ["1"]),
      seed,
      device: fc.constantFrom("cpu", "cuda", "cuda:1"),
      precision: fc.constantFrom("float32", "float64", "bfloat16"),
      threads: fc.integer({ min: 1, max: 64 }),
      record: options({
        every: fc.oneof(moment, fc.array(moment, { minLength: 1, maxLength: 3 })),
        rotation: fc.boolean(),
        norms: fc.boolean(),
        gradients: fc.boolean(),
        top5: fc.boolean(),
      }),
    }),
    fc.boolean(),
    fc.option(fc.integer({ min: 2 })),
  )
  .map(([network, optimizer, { augment = [], ...fields }, secondMoments, images]) => ({
    ...fields,
    // Vectors take none.
    ...(network.input.kind === "image" ? { augment } : {}),
    network,
    optimizer,
    record: {
      ...fields.record,
      ...(keepsMoments(optimizer) ? { secondMoments } : {}),
      ...(images === null ? {} : { every: ["epoch", "step"], feedback: { layer: "1", images } }),
    },
    data: { kind: "mnist", validation: 0.1 },
    // From a file, so that a transform does not mind an initializer of zeros.
    initialWeights: "w0.safetensors",
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

test("as many schedules may stand in one another as a value may have levels", () => {
  const nested = (depth: number) => {
    let schedule: object = { kind: "constant" };
    for (let level = 1; level < depth; level++) schedule = warmupOf(schedule);
    return parseRunSpec({ ...smallRun, schedule });
  };
  const deepest = engineSpec(nested(64));
  expect(engine().echoSpec(deepest)).toEqual(deepest);
  expect(refusal(() => nested(65))).toBe("expected at most 64 levels of nesting");
  const deeper = { ...deepest, schedule: warmupOf(deepest.schedule) };
  expect(() => engine().echoSpec(deeper)).toThrow(
    /^schedule(\.then){64}: expected at most 64 schedules in one another/,
  );
});

function warmupOf(then: unknown) {
  return { kind: "warmup", epochs: 1, then };
}
