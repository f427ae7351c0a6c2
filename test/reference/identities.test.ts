import { describe, expect, it } from "vitest";
import type { RunSpecInput } from "../../lib/train/run-spec.js";
import { describeEachPath, type EnginePath, FUSED } from "./support/engine-paths.js";
import { type Outcome, runEngine, type Settings, type Weights } from "./support/engine-run.js";
import { expectClose, PRECISIONS, type Precision, UNIT } from "./support/precision.js";
import { drawnSamples } from "./support/random-problem.js";
import { problem, type Samples, type State } from "./support/reference-data.js";

const FEATURES = 9;
const CLASSES = 4;
const KERNELS = ["0.weight", "2.weight", "4.weight"];

const network = {
  input: { kind: "vector", features: FEATURES },
  layers: [
    { kind: "linear", outFeatures: 12, init: "glorotUniform" },
    { kind: "relu" },
    { kind: "linear", outFeatures: 10, init: "heNormal" },
    { kind: "relu" },
    { kind: "linear", outFeatures: CLASSES, init: "orthogonal" },
  ],
} as const satisfies RunSpecInput["network"];

/** Few weights, in which the roundings of 2000 steps show. */
const small = {
  input: network.input,
  layers: [
    { kind: "linear", outFeatures: CLASSES },
    { kind: "relu" },
    { kind: "linear", outFeatures: CLASSES },
  ],
} as const satisfies RunSpecInput["network"];

type Layca = Omit<Extract<RunSpecInput["optimizer"], { kind: "layca" }>, "kind" | "base">;
type Base = Extract<RunSpecInput["optimizer"], { kind: "layca" }>["base"];

interface Arithmetic {
  readonly path: EnginePath;
  readonly precision: Precision;
}

/** Full batches of 24 samples under Layca, every step recorded. */
function steps(
  count: number,
  { path, precision }: Arithmetic,
  layca: Layca,
  given: { base?: Base; network?: RunSpecInput["network"]; initial?: State; train?: Samples } = {},
): Promise<Outcome> {
  const settings: Settings = {
    network: given.network ?? network,
    optimizer: { kind: "layca", base: given.base ?? { kind: "sgd" }, ...layca },
    epochs: count,
    batchSize: 24,
    precision,
    threads: 1,
    record: { every: "step", rotation: true, norms: true },
  };
  const train = given.train ?? drawnSamples(24, FEATURES, CLASSES);
  return runEngine(settings, { train, ...(given.initial && { initial: given.initial }) }, path);
}

const norm = (values: readonly number[] = []) => Math.hypot(...values);

/** 1 − cos of a turn by atan ρ, without cancellation. */
const turnedBy = (rate: number) => 2 * Math.sin(Math.atan(rate) / 2) ** 2;

/**
 * Rounding every weight once turns a kernel by at most u√2 or so and rounding w₀·a − s·b in each element by a few u
 * more: 4u in all, which moves a distance of ½θ² by 4uθ, relative to it 8u/θ.
 */
const angleError = (precision: Precision) => 4 * UNIT[precision];

describeEachPath((path) => {
  describe.each(PRECISIONS)("%s", (precision) => {
    const arithmetic: Arithmetic = { path, precision };

    it.each([1 / 3, 3 ** -3, 3 ** -5, 3 ** -7])(
      "one step at rate %d takes every kernel to 1 − 1/√(1 + ρ²)",
      async (rate) => {
        const { entries } = await steps(1, arithmetic, { rate });
        const expected = KERNELS.map(() => turnedBy(rate));
        const tolerance = (2 * angleError(precision)) / rate;
        expectClose(entries[0]?.rotation?.distance ?? [], expected, tolerance, "distance");
        const angles = KERNELS.map(() => Math.atan(rate));
        expectClose(entries[0]?.rotation?.angle ?? [], angles, tolerance / 2, "angle");
      },
    );

    it("an exact arc turns every kernel by the rate in radians", async () => {
      const { entries } = await steps(1, arithmetic, { rate: 0.5, arc: "exact" });
      expectClose(
        entries[0]?.rotation?.angle ?? [],
        [0.5, 0.5, 0.5],
        2 * angleError(precision),
        "angle",
      );
    });

    it.each([
      // The initial radius is kept within a step's roundings; the current one passes each on to the next.
      ["initial", 1],
      ["current", 2000],
    ] as const)("2000 steps keep every norm, radius %s", async (radius, passedOn) => {
      const layca: Layca = { rate: 3 ** -2, radius };
      const { entries, initial, final } = await steps(2000, arithmetic, layca, { network: small });
      const tolerance = passedOn * 6 * UNIT[precision];
      const kernels = KERNELS.slice(0, 2);
      const norms = kernels.map((key) => norm(initial[key]));
      const atEnd = kernels.map((key) => norm(final[key]));
      for (const [kernel, expected] of norms.entries()) {
        expectClose([atEnd[kernel] ?? 0], [expected], tolerance, "norm of the weights");
        const recorded = entries.map(({ rotation }) => rotation?.norm?.[kernel] ?? Number.NaN);
        expectClose(recorded, Array(2000).fill(expected), tolerance, "recorded norm");
      }
    });

    it("scaling the gradient changes nothing", async () => {
      // The average form's first step is (1 − μ) g: here a thousandth of the plain one.
      const small: Base = { kind: "sgd", momentum: 0.999, momentumForm: "average" };
      const layca: Layca = { rate: 3 ** -3, others: "frozen" };
      const [plain, scaled] = [
        await steps(1, arithmetic, layca),
        await steps(1, arithmetic, layca, { base: small }),
      ];
      expectSame(scaled.final, plain.final, precision);
      expect(plain.final["0.weight"]).not.toEqual(plain.initial["0.weight"]);
    });

    it("scaling w₀ changes no angle", async () => {
      // Before a batch-norm a kernel's scale means nothing to the network, so its trajectory scales with it.
      const { network: whole, initial: state, train } = problem("normed");
      const layers = whole.layers
        .slice(0, 4)
        .map((layer) => (layer.kind === "batchNorm" ? { ...layer, eps: 1e-30 } : layer));
      const given = { network: { ...whole, layers }, train };
      const kept = Object.entries(state).filter(([key]) => /^(0|before|3)\./.test(key));
      const initial = Object.fromEntries(kept);
      const tripled = { ...initial, "0.weight": scaled(initial["0.weight"], 3) };
      const layca: Layca = { rate: 3 ** -3 };
      const once = await steps(20, arithmetic, layca, { ...given, initial });
      const thrice = await steps(20, arithmetic, layca, { ...given, initial: tripled });
      // Rounding errors differ, and twenty steps of a network with batch-norm magnify them some hundredfold.
      const tolerance = 1e4 * UNIT[precision];
      for (const [index, { rotation, step }] of thrice.entries.entries()) {
        const expected = once.entries[index]?.rotation;
        const [first = 0, second = 0] = expected?.norm ?? [];
        expectClose(rotation?.distance ?? [], expected?.distance ?? [], tolerance, `step ${step}`);
        expectClose(rotation?.norm ?? [], [3 * first, second], tolerance, `norm at ${step}`);
      }
    });

    it.each([0.6, 0.2, -0.2, -0.6])(
      "alpha %d multiplies the rate of each kernel",
      async (alpha) => {
        const { entries } = await steps(1, arithmetic, { rate: 3 ** -2, alpha });
        // science.md §1 with L = 3: exponents 5(L−1−l)/(L−1) and 5l/(L−1).
        const multipliers =
          alpha > 0
            ? [(1 - alpha) ** 5, (1 - alpha) ** 2.5, 1]
            : [1, (1 + alpha) ** 2.5, (1 + alpha) ** 5];
        for (const [kernel, multiplier] of multipliers.entries()) {
          const angle = Math.atan(multiplier * 3 ** -2);
          const actual = entries[0]?.rotation?.angle?.[kernel] ?? Number.NaN;
          expectClose(
            [actual],
            [angle],
            (2 * angleError(precision)) / angle,
            `angle of kernel ${kernel}`,
          );
        }
      },
    );

    it("explicit multipliers scale the rate of each kernel", async () => {
      const { entries } = await steps(1, arithmetic, { rate: 0.1, multipliers: [0, 1, 2] });
      const [still, once, twice] = entries[0]?.rotation?.angle ?? [];
      expect(still).toBe(0);
      const tolerance = (2 * angleError(precision)) / 0.1;
      expectClose([once ?? 0, twice ?? 0], [Math.atan(0.1), Math.atan(0.2)], tolerance, "angle");
    });
  });
});

it("a kernel of zeros is an error that names it", async () => {
  const zeros = {
    ...network,
    layers: network.layers.map((layer, index) =>
      index === 2 ? { ...layer, init: "zeros" as const } : layer,
    ),
  };
  await expect(
    steps(1, { path: FUSED, precision: "float32" }, { rate: 0.1 }, { network: zeros }),
  ).rejects.toThrow(
    /^network\.layers\[2\]\.init: expected a kernel that is not zero, as layca needs it, but received "zeros"$/,
  );
});

function expectSame(actual: Weights, expected: Weights, precision: Precision): void {
  for (const [key, values] of Object.entries(expected)) {
    expectClose(actual[key] ?? [], values, 8 * UNIT[precision], key);
  }
}

function scaled(nested: State[string] | undefined, factor: number): State[string] {
  if (typeof nested === "number") return factor * nested;
  return (nested ?? []).map((inner) => scaled(inner, factor));
}
