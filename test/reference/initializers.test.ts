import { describe, expect, it } from "vitest";
import type { RunSpecInput } from "../../lib/train/run-spec.js";
import { runEngine } from "./support/engine-run.js";
import { drawnImages, drawnSamples } from "./support/random-problem.js";

const FAN_IN = 180;
const FAN_OUT = 140;
const DRAWN = FAN_IN * FAN_OUT;

type Layer = Extract<RunSpecInput["network"]["layers"][number], { kind: "linear" }>;

type Init = NonNullable<Layer["init"]>;

/** The first layer's kernel and bias as drawn from the seed. */
async function draw(init: Init, seed = 1) {
  const { initial } = await runEngine(
    {
      network: {
        input: { kind: "vector", features: FAN_IN },
        layers: [
          { kind: "linear", outFeatures: FAN_OUT, init },
          { kind: "relu" },
          { kind: "linear", outFeatures: 2, init },
        ],
      },
      optimizer: { kind: "sgd", lr: 0 },
      epochs: 1,
      batchSize: 2,
      precision: "float64",
      threads: 1,
      seed,
    },
    { train: drawnSamples(2, FAN_IN, 2) },
  );
  return {
    kernel: initial["0.weight"] ?? [],
    bias: initial["0.bias"] ?? [],
    next: initial["2.weight"] ?? [],
  };
}

/** Φ, by a convergent series: exact to 1e-11 within five deviations. */
function normal(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 1; k < 80; k++) {
    term *= (-x * x) / (2 * k);
    sum += term / (2 * k + 1);
  }
  return 0.5 + sum / Math.sqrt(2 * Math.PI);
}

type Distribution = (value: number) => number;

/** Distribution functions. */
const uniform =
  (limit: number): Distribution =>
  (value) =>
    Math.min(1, Math.max(0, (value + limit) / (2 * limit)));
const plainNormal =
  (deviation: number): Distribution =>
  (value) =>
    normal(value / deviation);
/** Normal of the given deviation before it is cut at two of them. */
const truncatedNormal =
  (deviation: number): Distribution =>
  (value) => {
    const z = Math.min(2, Math.max(-2, value / deviation));
    return (normal(z) - normal(-2)) / (normal(2) - normal(-2));
  };

/** Kolmogorov's statistic √n·sup|F_n − F|: beyond 2 in one draw of 1500 if `values` follow `distribution`. */
function kolmogorov(values: readonly number[], distribution: Distribution): number {
  const sorted = [...values].sort((a, b) => a - b);
  const gaps = sorted.map((value, index) => {
    const expected = distribution(value);
    return Math.max(expected - index / sorted.length, (index + 1) / sorted.length - expected);
  });
  return Math.sqrt(sorted.length) * gaps.reduce((largest, gap) => Math.max(largest, gap), 0);
}

const FAN_AVERAGE = (FAN_IN + FAN_OUT) / 2;

/** Of the first layer, a convolution whose fan-in is the same. */
async function drawConvolution(init: Init) {
  const area = 9;
  const { initial } = await runEngine(
    {
      network: {
        input: { kind: "image", channels: FAN_IN / area, height: 3, width: 3 },
        layers: [
          { kind: "conv2d", outChannels: FAN_OUT, kernelSize: 3, init },
          { kind: "flatten" },
          { kind: "linear", outFeatures: 2 },
        ],
      },
      optimizer: { kind: "sgd", lr: 0 },
      epochs: 1,
      batchSize: 2,
      precision: "float64",
      threads: 1,
    },
    { train: drawnImages(2, [FAN_IN / area, 3, 3], 2) },
  );
  return { kernel: initial["0.weight"] ?? [], bias: initial["0.bias"] ?? [] };
}

describe("initial kernels follow the distributions that spec.md names", () => {
  it.each([
    // torch.nn.Linear: kaiming_uniform_ with a = √5, which is ± 1/√fan_in.
    ["torch", uniform(1 / Math.sqrt(FAN_IN))],
    ["glorotUniform", uniform(Math.sqrt(3 / FAN_AVERAGE))],
    ["glorotNormal", plainNormal(Math.sqrt(1 / FAN_AVERAGE))],
    ["heUniform", uniform(Math.sqrt(6 / FAN_IN))],
    ["heNormal", truncatedNormal(Math.sqrt(2 / FAN_IN))],
  ] as const)("%s", async (init, distribution) => {
    const { kernel, bias } = await draw(init);
    expect(kernel.length).toBe(DRAWN);
    expect(kolmogorov(kernel, distribution)).toBeLessThan(2);
    if (init === "torch") expect(kolmogorov(bias, distribution)).toBeLessThan(2);
    else expect(bias.every((value) => value === 0)).toBe(true);
  });

  it.each([
    // torch.nn.Conv2d: fans are the kernel's area times the channels.
    ["torch", uniform(1 / Math.sqrt(FAN_IN))],
    ["glorotUniform", uniform(Math.sqrt(6 / (FAN_IN + 9 * FAN_OUT)))],
    ["glorotNormal", plainNormal(Math.sqrt(2 / (FAN_IN + 9 * FAN_OUT)))],
    ["heUniform", uniform(Math.sqrt(6 / FAN_IN))],
    ["heNormal", truncatedNormal(Math.sqrt(2 / FAN_IN))],
  ] as const)("%s of a convolution", async (init, distribution) => {
    const { kernel, bias } = await drawConvolution(init);
    expect(kernel.length).toBe(DRAWN);
    expect(kolmogorov(kernel, distribution)).toBeLessThan(2);
    if (init === "torch") expect(kolmogorov(bias, distribution)).toBeLessThan(2);
    else expect(bias.every((value) => value === 0)).toBe(true);
    // A float64 run hands out what the stream gave, in PyTorch's order.
    const { kernel: flat } = await draw(init);
    const scale = (kernel[0] ?? Number.NaN) / (flat[0] ?? Number.NaN);
    for (let index = 0; index < DRAWN; index += 997) {
      expect(kernel[index]).toBeCloseTo(scale * (flat[index] ?? Number.NaN), 12);
    }
  });

  it("orthogonal: rows are orthonormal where there are fewer of them than columns", async () => {
    const { kernel } = await draw("orthogonal");
    const row = (index: number) => kernel.slice(index * FAN_IN, (index + 1) * FAN_IN);
    for (let a = 0; a < FAN_OUT; a += 13) {
      for (let b = 0; b <= a; b += 13) {
        const [x, y] = [row(a), row(b)];
        const product = x.reduce((sum, value, index) => sum + value * (y[index] ?? Number.NaN), 0);
        expect(product).toBeCloseTo(a === b ? 1 : 0, 12);
      }
    }
  });

  it("zeros, and a gain that multiplies what was drawn", async () => {
    expect((await draw("zeros")).kernel.every((value) => value === 0)).toBe(true);
    const { kernel } = await draw("heNormal");
    const quarter = await draw({ kind: "heNormal", gain: 0.25 });
    expect(quarter.kernel).toEqual(kernel.map((value) => value / 4));
  });

  it("a seed gives the same bits, another seed and another layer others", async () => {
    const [first, again, other] = [
      await draw("torch"),
      await draw("torch"),
      await draw("torch", 2),
    ];
    expect(again.kernel).toEqual(first.kernel);
    expect(other.kernel.filter((value, index) => value === first.kernel[index])).toEqual([]);
    const common = first.next.filter((value) => first.kernel.includes(value));
    expect(common).toEqual([]);
  });
});
