import { describe, expect, it } from "vitest";
import { tensor, torch } from "../../../lib/tensor/index.js";
import { refusal } from "../../support/refusal.js";

describe("a generator", () => {
  const drawn = (seed: number | bigint) =>
    torch.randn([4], { generator: torch.generator(seed) }).toArray();

  it("gives the same numbers for the same seed, whatever else draws", () => {
    const first = drawn(3);
    torch.randn([4]);
    expect(drawn(3)).toEqual(first);
    expect(drawn(3n)).toEqual(first);
    expect(drawn(4)).not.toEqual(first);
  });

  it("goes on where it stopped", () => {
    const generator = torch.generator(3);
    expect(generator.seed).toBe(3);
    const parts = [2, 2].map((count) => torch.randint(1000, [count], { generator }).toArray());
    const whole = torch.randint(1000, [4], { generator: torch.generator(3) }).toArray();
    expect(parts.flat()).toEqual(whole);
  });

  it("is refused where it is none", () => {
    expect(refusal(() => torch.generator(1.5))).toBe(
      "seed: expected an integer within ±(2^53 - 1) but received 1.5",
    );
    expect(refusal(() => torch.generator(1, { device: "gpu" as "cpu" }))).toBe(
      'device: expected a device (cpu, cuda, cuda:0, …) but received "gpu"',
    );
    expect(refusal(() => torch.eye(2, { generator: torch.generator(1) } as never))).toBe(
      "eye: expected (integer, { dtype?, layout?, device?, pinMemory?, requiresGrad? }) or (integer, integer, " +
        "{ dtype?, layout?, device?, pinMemory?, requiresGrad? }) but received (number, { generator })",
    );
    expect(refusal(() => torch.rand([1], { generator: {} as never }))).toBe(
      "rand.generator: expected a generator made by torch.generator but received an object",
    );
  });
});

describe("what is made", () => {
  it("requires gradients where that is asked for", () => {
    expect(torch.zeros([1], { requiresGrad: true }).requiresGrad).toBe(true);
    expect(torch.onesLike(tensor([1]), { requiresGrad: true }).requiresGrad).toBe(true);
    expect(torch.rand([1]).requiresGrad).toBe(false);
    expect(refusal(() => torch.zeros([1], { requiresGrad: "yes" as never }))).toBe(
      'requiresGrad: expected a boolean but received "yes"',
    );
  });
});

describe("PyTorch's properties", () => {
  it("are properties", () => {
    const x = torch.arange(6).to("complex64").reshape([2, 3]);
    expect(x.T.shape).toEqual([3, 2]);
    expect(x.mT.shape).toEqual([3, 2]);
    expect(x.H.shape).toEqual([3, 2]);
    expect(x.mH.shape).toEqual([3, 2]);
    expect(x.real.toArray()).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
    expect(x.imag.sum().item()).toBe(0);
    expect(x.isLeaf).toBe(true);
    const squared = torch.ones([1], { requiresGrad: true }).square();
    expect([squared.isLeaf, squared.retainsGrad]).toEqual([false, false]);
    squared.retainGrad();
    expect(squared.retainsGrad).toBe(true);
  });
});

describe("overloads of namespaces", () => {
  it("are told by the kinds of options", () => {
    const x = tensor([3, -1, 2]);
    expect(x.clamp({ min: 0 }).toArray()).toEqual([3, 0, 2]);
    expect(x.clamp({ max: tensor([1, 1, 1]) }).toArray()).toEqual([1, -1, 1]);
    expect(x.var({ unbiased: false }).item()).toBeCloseTo(
      x.var({ correction: 0 }).item() as number,
    );
    const [first] = torch.gradient(x, { spacing: 2 });
    expect(first?.toArray()).toEqual([-2, -0.25, 1.5]);
    const [second] = torch.gradient(x, { spacing: [tensor([0, 2, 4])], dim: [0] });
    expect(second?.toArray()).toEqual([-2, -0.25, 1.5]);
  });

  it("say where a misfit is, by their names", () => {
    expect(refusal(() => torch.linalg.svd(tensor([1]), { driver: 1 as never }))).toBe(
      "linalg.svd.driver: expected a string but received 1",
    );
    expect(refusal(() => torch.linalg.norm(tensor([1]), tensor([1]) as never))).toBe(
      "linalg.norm: expected (tensor, { ord?, dim?, keepdim?, dtype? }) or " +
        "(tensor, string, { dim?, keepdim?, dtype? }) but received (tensor, tensor)",
    );
  });
});
