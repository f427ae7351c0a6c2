import { describe, expect, it } from "vitest";
import { engine } from "../../../../lib/native.js";
import { network } from "../../../../lib/nn/index.js";
import { build, Module } from "../../../../lib/nn/modules/index.js";
import { loadSafetensors, saveSafetensors, Tensor, tensor } from "../../../../lib/tensor/index.js";
import { engineSpec, runEngine } from "../../../support/engine-runs.js";
import { refusal } from "../../../support/refusal.js";
import { temporaryFolder } from "../../../support/temporary-folder.js";
import { numbersOf, valuesByKey } from "../../../support/tensor-values.js";

const image = () =>
  network
    .image({ channels: 2, height: 4, width: 4 })
    .conv2d(3, { kernelSize: 3, padding: "same" })
    .batchNorm()
    .relu()
    .residual((branch) => branch.conv2d(3, { kernelSize: 1, bias: false, name: "mix" }))
    .globalAvgPool()
    .linear(2);

function images(count: number, dtype: "float32" | "float64" = "float32"): Tensor {
  const values = Array.from({ length: count * 32 }, (_, index) => Math.sin(index));
  const typed = dtype === "float32" ? Float32Array.from(values) : Float64Array.from(values);
  return tensor(typed, { shape: [count, 2, 4, 4] });
}

describe("a network of a spec", () => {
  it("has the keys of a torch.nn.Sequential, and what each of them is", () => {
    const net = image().build();
    expect(Object.keys(net.stateDict())).toEqual([
      "0.weight",
      "0.bias",
      "1.weight",
      "1.bias",
      "1.running_mean",
      "1.running_var",
      "1.num_batches_tracked",
      "3.branch.mix.weight",
      "5.weight",
      "5.bias",
    ]);
    expect([...net.namedBuffers().keys()]).toEqual([
      "1.running_mean",
      "1.running_var",
      "1.num_batches_tracked",
    ]);
    expect(net.parameters().every(({ requiresGrad }) => requiresGrad)).toBe(true);
  });

  it.each(["float32", "float64"] as const)(
    "begins where a run of its seed does (%s)",
    async (precision) => {
      const spec = engineSpec({ epochs: 1, seed: 7, precision });
      const { handle } = await runEngine(spec);
      const initial = Object.entries(engine().runWeights(handle, "initial"));
      const run = Object.fromEntries(initial.map(([key, one]) => [key, Tensor.fromHandle(one)]));
      const net = build(spec.network as Parameters<typeof build>[0], { seed: 7, precision });
      expect(valuesByKey(net.stateDict())).toEqual(valuesByKey(run));
      expect(net.parameters().map(({ dtype }) => dtype)).toEqual(Array(6).fill(precision));
    },
  );

  it("gives gradients to its parameters and to its input", () => {
    const net = image().build({ precision: "float64" });
    const x = images(3, "float64");
    x.requiresGrad = true;
    net.forward(x).pow(2).sum().backward();
    for (const [name, { grad }] of net.namedParameters()) expect(grad, name).not.toBeNull();
    expect(x.grad?.shape).toEqual(x.shape);
    expect(numbersOf(x.grad ?? x).some((value) => value !== 0)).toBe(true);
  });

  it("agrees with differences of its output", () => {
    const net = image().build({ precision: "float64" });
    const x = images(3, "float64");
    const weight = net.namedParameters().get("3.branch.mix.weight");
    if (!weight) throw new Error("no weight");
    const loss = () => net.forward(x).pow(2).sum();
    loss().backward();
    const gradient = numbersOf(weight.grad ?? weight)[0] ?? Number.NaN;
    const shifted = (by: number) => {
      const state = net.stateDict()["3.branch.mix.weight"];
      const values = numbersOf(weight);
      values[0] = (values[0] ?? 0) + by;
      net.loadStateDict(
        { "3.branch.mix.weight": tensor(Float64Array.from(values), { shape: weight.shape }) },
        { strict: false },
      );
      state?.dispose();
      return Number(loss().item());
    };
    const up = shifted(1e-5);
    const down = shifted(-2e-5);
    expect((up - down) / 2e-5).toBeCloseTo(gradient, 6);
  });

  it("follows batches in training alone", () => {
    const net = image().build();
    const tracked = () => numbersOf(net.stateDict()["1.num_batches_tracked"] ?? images(1));
    net.eval().forward(images(2));
    expect(tracked()).toEqual([0]);
    net.train().forward(images(2));
    expect(tracked()).toEqual([1]);
    expect(numbersOf(net.stateDict()["1.running_mean"] ?? images(1))).not.toEqual([0, 0, 0]);
  });

  it("through a file answers the same", () => {
    const path = `${temporaryFolder()}/net.safetensors`;
    const net = image().build({ seed: 3 });
    net.forward(images(4));
    saveSafetensors(path, net.stateDict());
    const other = image().build({ seed: 4 });
    other.loadStateDict(loadSafetensors(path));
    const answer = (of: typeof net) => numbersOf(of.eval().forward(images(2)));
    expect(answer(other)).toEqual(answer(net));
  });

  it("converts to another precision", () => {
    const net = image().build({ seed: 3 });
    const before = numbersOf(net.eval().forward(images(2)));
    const after = numbersOf(net.to("float64").forward(images(2, "float64")));
    for (const [index, value] of after.entries()) expect(value).toBeCloseTo(before[index] ?? 0, 5);
    expect(refusal(() => net.to("bfloat16"))).toBe(
      "to: expected float32 or float64 for a network of a spec but received bfloat16",
    );
  });

  it("may be a part of a module, and end in images", () => {
    class Detector extends Module {
      readonly trunk = network
        .image({ channels: 2, height: 4, width: 4 })
        .conv2d(3, { kernelSize: 3, padding: "same" })
        .build();
      forward(x: Tensor): Tensor {
        return this.trunk.forward(x).relu();
      }
    }
    const detector = new Detector();
    expect(Object.keys(detector.stateDict())).toEqual(["trunk.0.weight", "trunk.0.bias"]);
    expect(detector.forward(images(2)).shape).toEqual([2, 3, 4, 4]);
    detector.to("float64");
    expect(detector.forward(images(2, "float64")).dtype).toBe("float64");
  });
});

describe("dropout", () => {
  const net = () => network.vector({ features: 64 }).dropout(0.5).build({ seed: 5 });
  const x = tensor(new Float32Array(128).fill(1), { shape: [2, 64] });

  it("has masks that follow from seed and update", () => {
    const first = net();
    const passes = [first, first].map((one) => numbersOf(one.forward(x)));
    expect(first.update).toBe(2);
    expect(passes[1]).not.toEqual(passes[0]);
    const again = net();
    again.update = 1;
    expect(numbersOf(again.forward(x))).toEqual(passes[1]);
    expect(numbersOf(again.forward(x, { update: 0 }))).toEqual(passes[0]);
    expect(again.update).toBe(2);
  });

  it("drops for the parts of a batch what it drops for the whole", () => {
    const whole = numbersOf(net().forward(x));
    const half = tensor(new Float32Array(64).fill(1), { shape: [1, 64] });
    const parts = [0, 1].flatMap((firstSample) =>
      numbersOf(net().forward(half, { update: 0, firstSample })),
    );
    expect(parts).toEqual(whole);
  });

  it("does nothing in evaluation, and counts nothing", () => {
    const quiet = net().eval();
    expect(numbersOf(quiet.forward(x))).toEqual(Array(128).fill(1));
    expect(quiet.update).toBe(0);
  });
});

describe("misuse is an error that says what was expected", () => {
  it("of inputs", () => {
    const net = image().build();
    expect(refusal(() => net.forward(images(1, "float64")))).toBe(
      "x: expected one or more samples of float32 [2, 4, 4] on cpu but received float64 [1, 2, 4, 4] on cpu",
    );
    expect(refusal(() => net.forward(tensor([1])))).toBe(
      "x: expected one or more samples of float32 [2, 4, 4] on cpu but received float32 [1] on cpu",
    );
    expect(refusal(() => net.forward(1 as unknown as Tensor))).toBe(
      "x: expected a tensor but received number",
    );
    const flat = network.vector({ features: 2 }).batchNorm().build();
    expect(refusal(() => flat.forward(tensor([[1, 2]])))).toBe(
      'x: expected more than one sample in training, for the statistics of layer "0" but received 1',
    );
  });

  it("of options", () => {
    expect(refusal(() => image().build({ seed: -1 }))).toBe(
      "options.seed: expected an integer ≥ 0 but received -1",
    );
    expect(refusal(() => image().build({ device: "tpu" }))).toMatch(
      /^options\.device: expected cpu, cuda or cuda:N/,
    );
    expect(refusal(() => build({ input: { kind: "vector", features: 2 }, layers: [] }))).toMatch(
      /^network\.layers: expected a list of 1 to 4096 layers/,
    );
  });
});
