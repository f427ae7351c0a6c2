import { describe, expect, it } from "vitest";
import { Module, parameter } from "../../../../lib/nn/modules/index.js";
import * as optim from "../../../../lib/optim/tensors/index.js";
import { noGrad, type Tensor, tensor, torch } from "../../../../lib/tensor/index.js";
import { refusal } from "../../../support/refusal.js";
import { numbersOf, valuesByKey } from "../../../support/tensor-values.js";

class Linear extends Module {
  weight: Tensor;
  bias = parameter(tensor([0, 0], { dtype: "float64" }));

  constructor(scale: number) {
    super();
    this.weight = parameter(
      tensor(
        [
          [scale, 0],
          [0, scale],
        ],
        { dtype: "float64" },
      ),
    );
  }

  forward(x: Tensor): Tensor {
    return torch.nn.functional.linear(x, this.weight, { bias: this.bias });
  }
}

class Net extends Module {
  readonly layers = [new Linear(1), new Linear(2)];
  readonly scale = tensor([3], { dtype: "float64", requiresGrad: true });
  readonly mean = tensor([0.5], { dtype: "float64" });
  readonly none = null;
  readonly head = new Linear(4);
  last: Tensor | undefined;
  readonly #own = tensor([1]);

  forward(x: Tensor): Tensor {
    let y = x.sub(this.mean).mul(this.#own);
    for (const layer of this.layers) y = layer.forward(y).relu();
    this.last = y;
    return this.head.forward(y).mul(this.scale);
  }
}

const keys = [
  "scale",
  "mean",
  ...["layers.0", "layers.1", "head"].flatMap((name) => [`${name}.weight`, `${name}.bias`]),
];

describe("a module", () => {
  it("finds parameters and buffers by property, in arrays and in modules inside", () => {
    const net = new Net();
    net.forward(tensor([[1, 2]], { dtype: "float64" }));
    expect(Object.keys(net.stateDict())).toEqual(keys);
    expect([...net.namedParameters().keys()]).toEqual(keys.filter((key) => key !== "mean"));
    expect([...net.namedBuffers().keys()]).toEqual(["mean"]);
    expect([...net.namedModules().keys()]).toEqual(["", "layers.0", "layers.1", "head"]);
    expect(net.parameters()).toHaveLength(7);
  });

  it("counts what is shared once, but writes it under every name", () => {
    const shared = new Linear(1);
    class Twice extends Module {
      readonly a = shared;
      readonly b = shared;
    }
    const twice = new Twice();
    expect([...twice.namedParameters().keys()]).toEqual(["a.weight", "a.bias"]);
    expect(Object.keys(twice.stateDict())).toEqual(["a.weight", "a.bias", "b.weight", "b.bias"]);
  });

  it("keeps a frozen parameter a parameter", () => {
    const net = new Net();
    net.requiresGrad_(false);
    expect(net.parameters()).toHaveLength(7);
    expect(net.scale.requiresGrad).toBe(false);
    net.requiresGrad_();
    expect(net.scale.requiresGrad).toBe(true);
  });

  it("is in training until it is told otherwise, with all inside it", () => {
    const net = new Net();
    const modes = () => [...net.namedModules().values()].map(({ training }) => training);
    expect(modes()).toEqual([true, true, true, true]);
    expect(net.eval()).toBe(net);
    expect(modes()).toEqual([false, false, false, false]);
    net.head.train();
    expect(modes()).toEqual([false, false, false, true]);
  });

  it("is stepped as a whole, but for what is frozen", () => {
    const net = new Net();
    net.head.requiresGrad_(false);
    const before = valuesByKey(net.stateDict());
    const optimizer = optim.layca(net, { kind: "sgd", lr: 0.01 }, { rate: 0.1 });
    net
      .forward(tensor([[1, 2]], { dtype: "float64" }))
      .sum()
      .backward();
    optimizer.step();
    const after = valuesByKey(net.stateDict());
    const moved = keys.filter((key) => String(after[key]) !== String(before[key]));
    expect(moved).toEqual(
      keys.filter((key) => !["mean", "head.bias", "head.weight"].includes(key)),
    );
    net.zeroGrad();
    expect(net.parameters().map(({ grad }) => grad)).toEqual(Array(7).fill(null));
  });

  it("counts frozen kernels for alpha, as a run does", () => {
    const angle = (net: Net, ...frozen: Module[]) => {
      for (const module of frozen) module.requiresGrad_(false);
      const before = net.head.weight.clone();
      const optimizer = optim.layca(net, { kind: "sgd" }, { rate: 0.1, alpha: -0.5 });
      net
        .forward(tensor([[1, 2]], { dtype: "float64" }))
        .sum()
        .backward();
      optimizer.step();
      return noGrad(() => net.head.weight.sub(before).norm().item());
    };
    const whole = new Net();
    const part = new Net();
    expect(angle(part, ...part.layers)).toBe(angle(whole));
  });

  it("refuses a module inside itself, and a disposed tensor", () => {
    class Loop extends Module {
      self: Module | undefined;
    }
    const loop = new Loop();
    loop.self = loop;
    expect(refusal(() => loop.parameters())).toBe(
      "self: expected a module that is not inside itself but Loop is",
    );
    const net = new Net();
    net.head.weight.dispose();
    expect(refusal(() => net.stateDict())).toBe(
      "head.weight: expected a tensor but received a disposed one",
    );
  });
});

describe("parameter", () => {
  it("makes a leaf require gradients, and refuses what is none", () => {
    const leaf = tensor([1]);
    expect(parameter(leaf)).toBe(leaf);
    expect(leaf.requiresGrad).toBe(true);
    expect(refusal(() => parameter(leaf.mul(2)))).toBe(
      "parameter: expected a leaf, whose gradient is kept, but received the result of an operation; detach() it first",
    );
    expect(refusal(() => parameter(1 as unknown as Tensor))).toBe(
      "parameter: expected a tensor but received 1",
    );
  });
});

describe("loadStateDict", () => {
  it("copies, so that parameters stay the same tensors, and converts floats", () => {
    const [from, to] = [new Linear(3), new Linear(1)];
    const { weight } = to;
    const state = { ...from.stateDict(), bias: tensor([5, 6]) };
    expect(to.loadStateDict(state)).toEqual({ missingKeys: [], unexpectedKeys: [] });
    expect(to.weight).toBe(weight);
    expect(valuesByKey(to.stateDict())).toEqual({ bias: [5, 6], weight: [3, 0, 0, 3] });
    expect([to.bias.dtype, to.bias.requiresGrad]).toEqual(["float64", true]);
    expect(numbersOf(from.weight)).toEqual([3, 0, 0, 3]);
  });

  it("names all that does not fit, and changes nothing", () => {
    const linear = new Linear(1);
    const before = valuesByKey(linear.stateDict());
    const { weight } = new Linear(7).stateDict();
    if (!weight) throw new Error("no weight");
    expect(refusal(() => linear.loadStateDict({ weight, other: weight }))).toBe(
      'state dict of Linear: missing key(s): "bias"\nstate dict of Linear: unexpected key(s): "other"',
    );
    const misfits = { weight: tensor([1]), bias: tensor([1n, 2n]) };
    const message =
      "state dict of Linear: size mismatch for weight: expected [2, 2] but received [1]\n" +
      "state dict of Linear: dtype mismatch for bias: expected float64 but received int64";
    expect(refusal(() => linear.loadStateDict(misfits))).toBe(message);
    expect(refusal(() => linear.loadStateDict(misfits, { strict: false }))).toBe(message);
    expect(valuesByKey(linear.stateDict())).toEqual(before);
  });

  it("takes what there is where it is not strict", () => {
    const linear = new Linear(1);
    const bias = tensor([1, 2], { dtype: "float64" });
    expect(linear.loadStateDict({ bias, other: bias }, { strict: false })).toEqual({
      missingKeys: ["weight"],
      unexpectedKeys: ["other"],
    });
    expect(valuesByKey(linear.stateDict())).toEqual({ bias: [1, 2], weight: [1, 0, 0, 1] });
  });
});

describe("to", () => {
  it("converts in place, gradients too, and leaves integers", () => {
    class Counting extends Module {
      readonly weight = parameter(tensor([[1.5]]));
      readonly count = tensor([1n]);
    }
    const counting = new Counting();
    const { weight, count } = counting;
    weight.mul(2).sum().backward();
    expect(counting.to("float64")).toBe(counting);
    expect(counting.weight).toBe(weight);
    expect([weight.dtype, weight.grad?.dtype, count.dtype]).toEqual([
      "float64",
      "float64",
      "int64",
    ]);
    expect([weight.toArray(), weight.grad?.toArray()]).toEqual([[[1.5]], [[2]]]);
    weight.mul(1).sum().backward();
    expect(weight.grad?.toArray()).toEqual([[3]]);
  });

  it("makes optimizers of the old memory refuse", () => {
    const linear = new Linear(1);
    const optimizer = optim.sgd(linear);
    linear
      .forward(tensor([[1, 2]], { dtype: "float64" }))
      .sum()
      .backward();
    linear.to("float32");
    expect(refusal(() => optimizer.step())).toBe(
      'parameters["weight"]: expected the parameter\'s memory as it was when it was given ' +
        "but received other memory: give it anew after it was moved",
    );
  });

  it("refuses what is no place", () => {
    expect(refusal(() => new Linear(1).to("int64"))).toBe(
      "to: expected float32, float64, float16, bfloat16 or a device but received int64",
    );
    expect(refusal(() => new Linear(1).to({ device: "tpu" as "cpu" }))).toBe(
      "to.device: expected cpu, cuda or cuda:N but received tpu",
    );
  });
});
