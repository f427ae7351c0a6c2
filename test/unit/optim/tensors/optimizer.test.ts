import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { layca, sgd } from "../../../../lib/optim/index.js";
import * as optim from "../../../../lib/optim/tensors/index.js";
import {
  loadSafetensors,
  noGrad,
  saveSafetensors,
  type Tensor,
  tensor,
} from "../../../../lib/tensor/index.js";
import { refusal } from "../../../support/refusal.js";
import { temporaryFolder } from "../../../support/temporary-folder.js";
import { leaf, numbersOf, valuesByKey } from "../../../support/tensor-values.js";

const kernel = () =>
  leaf([
    [3, 0],
    [0, 4],
  ]);

/** Gives a parameter this gradient. */
function give(parameter: Tensor, values: Parameters<typeof tensor>[0]): void {
  parameter.grad = tensor(values, { dtype: "float64" });
}

const ones = [
  [1, 1],
  [1, 1],
];

describe("an optimizer of tensors", () => {
  it("steps what backward left, and zeroGrad takes it away", () => {
    const w = leaf([1, 2]);
    const optimizer = optim.sgd([w], { lr: 0.5 });
    w.mul(w).sum().backward();
    optimizer.step();
    expect(w.toArray()).toEqual([0, 0]);
    expect(optimizer.updates).toBe(1);
    optimizer.zeroGrad();
    expect(w.grad).toBeNull();
  });

  it("takes a list, an object and a map, and a spec or the options of a builder", () => {
    const stepped = (make: (w: Tensor) => optim.Optimizer) => {
      const w = kernel();
      const optimizer = make(w);
      give(w, ones);
      optimizer.step();
      return numbersOf(w);
    };
    const spec = layca(sgd(), { rate: 0.1 });
    const first = stepped((w) => optim.layca([w], sgd(), { rate: 0.1 }));
    expect(stepped((w) => new optim.Optimizer({ w }, spec))).toEqual(first);
    expect(stepped((w) => new optim.Optimizer(new Map([["w", w]]), spec))).toEqual(first);
    expect(first).not.toEqual(numbersOf(kernel()));
  });

  it("keeps the norm under layca, and turns by atan of the rate", () => {
    const w = kernel();
    const optimizer = optim.layca([w], sgd(), { rate: 0.1 });
    give(w, ones);
    optimizer.step();
    const values = numbersOf(w);
    expect(Math.hypot(...values)).toBeCloseTo(5, 13);
    const cosine = (3 * (values[0] ?? 0) + 4 * (values[3] ?? 0)) / 25;
    expect(Math.acos(cosine)).toBeCloseTo(Math.atan(0.1), 12);
  });

  it("does not step biases that are frozen", () => {
    const [w, b] = [kernel(), leaf([1])];
    const optimizer = optim.layca({ w, b }, sgd(), { rate: 0.1, others: "frozen" });
    give(w, ones);
    give(b, [1]);
    optimizer.step();
    expect(b.toArray()).toEqual([1]);
    expect(w.toArray()).not.toEqual(kernel().toArray());
  });

  it("lets weight decay act on what a name stands for", () => {
    const parameters = { "fc.weight": kernel(), "fc.bias": leaf([2]), "out.weight": kernel() };
    const optimizer = optim.sgd(parameters, { lr: 1, weightDecay: 0.5, weightDecayOn: ["fc"] });
    for (const parameter of Object.values(parameters)) parameter.grad = parameter.detach().mul(0);
    optimizer.step();
    expect(valuesByKey(parameters)).toEqual({
      "fc.weight": [1.5, 0, 0, 2],
      "fc.bias": [1],
      "out.weight": [3, 0, 0, 4],
    });
  });

  it("makes autograd refuse values from before a step", () => {
    const w = leaf([2]);
    const optimizer = optim.sgd([w], { lr: 1 });
    const y = w.mul(w).sum();
    give(w, [1]);
    optimizer.step();
    expect(() => y.backward()).toThrow("modified by an inplace operation");
  });
});

describe("a parameter without a gradient", () => {
  it("stays, and so do its buffers", () => {
    const [w, still] = [leaf([1]), leaf([1])];
    const optimizer = optim.adam({ w, still }, { lr: 0.1 });
    give(w, [1]);
    optimizer.step();
    const { "still.step": step, "still.exp_avg": average } = valuesByKey(optimizer.stateDict());
    expect({ still: still.toArray(), step, average }).toEqual({
      still: [1],
      step: [0],
      average: [0],
    });
  });

  it("changes nothing where none has one", () => {
    const w = kernel();
    const optimizer = optim.layca([w], sgd({ momentum: 0.9 }), { rate: 0.1 });
    optimizer.step();
    expect(w.toArray()).toEqual(kernel().toArray());
    expect(valuesByKey(optimizer.stateDict())).toMatchObject({ updates: [1], "0.step": [0] });
  });
});

describe("lr, rate and schedules", () => {
  it("may be set at any time", () => {
    const w = leaf([0]);
    const optimizer = optim.sgd([w], { lr: 1 });
    const step = () => {
      give(w, [1]);
      optimizer.step();
      return numbersOf(w)[0];
    };
    expect([optimizer.lr, step()]).toEqual([1, -1]);
    optimizer.lr = 0.25;
    expect([optimizer.lr, step()]).toEqual([0.25, -1.25]);
  });

  it("inside a transform are two: rate for kernels, lr for the others", () => {
    const [w, b] = [kernel(), leaf([0])];
    const optimizer = optim.layca([w, b], sgd({ lr: 1 }), { rate: 0.1 });
    optimizer.rate = 0;
    optimizer.lr = 2;
    give(w, ones);
    give(b, [1]);
    optimizer.step();
    expect([w.toArray(), b.toArray()]).toEqual([kernel().toArray(), [-2]]);
    expect([optimizer.rate, optimizer.lr]).toEqual([0, 2]);
  });

  it("refuse what is none", () => {
    const optimizer = optim.sgd([leaf([1])]);
    const set = (key: "lr" | "rate", value: number) => () => {
      optimizer[key] = value;
    };
    expect(refusal(set("lr", -1))).toBe("lr: expected a number ≥ 0 but received -1");
    expect(refusal(set("rate", 1))).toBe(
      "rate: expected a transform, such as layca, but this is sgd",
    );
    expect(optimizer.rate).toBeNaN();
  });

  it("follow a schedule by steps done", () => {
    const schedule = {
      kind: "warmup",
      epochs: 1,
      then: { kind: "step", milestones: [1] },
    } as const;
    const w = leaf([0]);
    const optimizer = optim.sgd([w], { lr: 1 }, { schedule, updatesPerEpoch: 2 });
    const factors: number[] = [];
    for (let update = 0; update < 6; update++) {
      const before = numbersOf(w)[0] ?? 0;
      const { factor } = optimizer;
      give(w, [1]);
      optimizer.step();
      expect(before - (numbersOf(w)[0] ?? 0)).toBeCloseTo(factor, 14);
      factors.push(factor);
    }
    expect(factors).toEqual([0.5, 1, 1, 1, 0.1, 0.1]);
  });
});

describe("a state dict", () => {
  const made = () => {
    const parameters = { "0.weight": kernel(), "0.bias": leaf([1, 2]) };
    const schedule = { kind: "cosine", epochs: 2 } as const;
    const settings = { schedule, updatesPerEpoch: 4 };
    const optimizer = optim.layca(parameters, { kind: "adam" }, { rate: 0.1 }, settings);
    const step = (scale: number, bias = true) => {
      give(parameters["0.weight"], [
        [1, scale],
        [2, -1],
      ]);
      parameters["0.bias"].grad = bias ? tensor([scale, 1], { dtype: "float64" }) : null;
      optimizer.step();
    };
    return { parameters, optimizer, step };
  };

  it("has PyTorch's names, counts, norms and rates", () => {
    const { optimizer, step } = made();
    step(1);
    step(2, false);
    const state = optimizer.stateDict();
    expect(Object.keys(state)).toEqual([
      "0.weight.exp_avg",
      "0.weight.exp_avg_sq",
      "0.bias.exp_avg",
      "0.bias.exp_avg_sq",
      "0.weight.step",
      "0.weight.initial_norm",
      "0.bias.step",
      "updates",
      "lr",
      "rate",
    ]);
    expect(valuesByKey(state)).toMatchObject({
      "0.weight.step": [2],
      "0.weight.initial_norm": [5],
      "0.bias.step": [1],
      updates: [2],
      lr: [0.001],
      rate: [0.1],
    });
  });

  it("through a file goes on bit for bit", () => {
    const path = join(temporaryFolder(), "optimizer.safetensors");
    const whole = made();
    for (const scale of [1, 2, 3]) whole.step(scale, scale !== 2);
    whole.optimizer.rate = 0.05;
    saveSafetensors(path, whole.optimizer.stateDict());
    const rest = made();
    noGrad(() => {
      for (const [name, parameter] of Object.entries(rest.parameters)) {
        parameter.zero_().add_(whole.parameters[name as "0.weight"]);
      }
    });
    rest.optimizer.loadStateDict(loadSafetensors(path));
    for (const { step } of [whole, rest]) {
      step(4);
      step(5);
    }
    expect(valuesByKey(rest.parameters)).toEqual(valuesByKey(whole.parameters));
    expect(valuesByKey(rest.optimizer.stateDict())).toEqual(
      valuesByKey(whole.optimizer.stateDict()),
    );
  });

  it("that does not fit is refused whole", () => {
    const { optimizer, step } = made();
    step(1);
    const before = valuesByKey(optimizer.stateDict());
    const state = optimizer.stateDict();
    const { "0.bias.step": step0, "0.weight.exp_avg": average, ...lacking } = state;
    const refused = (given: Record<string, Tensor>) =>
      refusal(() => optimizer.loadStateDict(given));
    expect(refused({ ...lacking, other: tensor([1]) })).toBe(
      'state: expected the state of the same optimizer; missing key(s): "0.weight.exp_avg", "0.bias.step"; ' +
        'unexpected key(s): "other"',
    );
    expect(refused({ ...state, "0.weight.exp_avg": tensor([1], { dtype: "float64" }) })).toBe(
      'state["0.weight.exp_avg"]: expected Double [2, 2] but received Double [1]',
    );
    expect(refused({ ...state, "0.bias.step": tensor(2n) })).toBe(
      'state["0.bias.step"]: expected a number of updates from 0 to 1 but received 2',
    );
    expect(refused({ ...state, lr: tensor(-1, { dtype: "float64" }) })).toMatch(
      /^state\["lr"\]: expected a number ≥ 0 but received -1/,
    );
    expect(valuesByKey(optimizer.stateDict())).toEqual(before);
    expect([step0, average]).toHaveLength(2);
  });
});

describe("misuse is an error that names the parameter, and changes nothing", () => {
  it.each<[string, () => unknown, string]>([
    ["nothing", () => optim.sgd([]), "parameters: expected one tensor or more but received none"],
    [
      "a single tensor",
      () => optim.sgd(leaf([1]) as unknown as Tensor[]),
      "parameters: expected a list of tensors, an object of them or a module but received a single tensor",
    ],
    [
      "a number",
      () => optim.sgd({ w: 1 } as unknown as Tensor[]),
      'parameters["w"]: expected a tensor but received 1',
    ],
    [
      "an integer tensor",
      () => optim.sgd([tensor([1n])]),
      "parameters[0]: expected a tensor that requires gradients but received one that does not; set its requiresGrad to true",
    ],
    [
      "a half-precision tensor",
      () => optim.sgd([tensor([1], { dtype: "float16", requiresGrad: true })]),
      "parameters[0]: expected a dense tensor of float32 or float64 but received one of float16",
    ],
    [
      "a tensor that requires no gradients",
      () => optim.sgd({ w: tensor([1]) }),
      'parameters["w"]: expected a tensor that requires gradients but received one that does not; set its requiresGrad to true',
    ],
    [
      "the result of an operation",
      () => optim.sgd([leaf([1]).mul(2)]),
      "parameters[0]: expected a leaf, whose gradient is kept, but received the result of an operation; detach() it first",
    ],
    [
      "a disposed tensor",
      () => {
        const w = leaf([1]);
        w.dispose();
        return optim.sgd([w]);
      },
      "parameters[0]: expected a tensor but received a disposed one",
    ],
    [
      "a tensor twice",
      () => {
        const w = leaf([1]);
        return optim.sgd({ a: w, b: w });
      },
      'parameters["b"]: expected memory of its own but received that of parameters["a"]',
    ],
    [
      "tensors that share memory",
      () => {
        const w = tensor([1, 2, 3]);
        const view = w.detach();
        w.requiresGrad = true;
        view.requiresGrad = true;
        return optim.sgd([w, view]);
      },
      "parameters[1]: expected memory of its own but received that of parameters[0]",
    ],
    [
      "a transform without a kernel",
      () => optim.layca([leaf([1])], sgd(), { rate: 0.1 }),
      "parameters: expected a kernel, of two or more dimensions, on which layca acts, but received none",
    ],
    [
      "a zero kernel under a transform",
      () => optim.layca({ w: leaf([[0, 0]]) }, sgd(), { rate: 0.1 }),
      'parameters["w"]: expected a kernel that is not zero (its rotation is undefined) but received zeros',
    ],
    [
      "multipliers of another number",
      () => optim.layca([kernel()], sgd(), { rate: 0.1, multipliers: [1, 1] }),
      "optimizer.multipliers: expected 1 numbers, one a kernel, but received 2",
    ],
    [
      "an unknown layer",
      () => optim.sgd({ "0.weight": kernel() }, { weightDecay: 1, weightDecayOn: ["1"] }),
      'optimizer.weightDecayOn[0]: expected a parameter or what holds some (0.weight) but received "1"',
    ],
    [
      "a schedule without an epoch's length",
      () => optim.sgd([kernel()], {}, { schedule: { kind: "cosine", epochs: 1 } }),
      "settings.updatesPerEpoch: expected an integer ≥ 1, as the schedule cosine counts epochs, but it is missing",
    ],
    [
      "an unknown setting",
      () => optim.sgd([kernel()], {}, { sched: 1 } as unknown as optim.OptimizerSettings),
      "settings.sched: unknown key; expected one of schedule, updatesPerEpoch, checkFinite, threads, multiTensor",
    ],
  ])("%s", (_, act, message) => {
    expect(refusal(act)).toBe(message);
  });

  /** An optimizer that has buffers and one step behind it, and what it must still be after a refusal. */
  function begun() {
    const [w, b] = [kernel(), leaf([1])];
    const optimizer = optim.layca({ w, b }, sgd({ momentum: 0.9 }), { rate: 0.1 });
    const refill = () => {
      give(w, ones);
      give(b, [1]);
    };
    refill();
    optimizer.step();
    refill();
    const state = () => valuesByKey({ ...optimizer.stateDict(), ...(b.isDisposed ? {} : { b }) });
    return { w, b, optimizer, state, before: state() };
  }

  it("a gradient that is not finite", () => {
    const { b, optimizer, state, before } = begun();
    give(b, [Number.NaN]);
    expect(refusal(() => optimizer.step())).toBe(
      'parameters["b"]: expected a gradient and a step that are finite but received NaN or infinity',
    );
    expect(state()).toEqual(before);
  });

  it("a kernel that has become zero", () => {
    const { w, optimizer, state, before } = begun();
    noGrad(() => w.zero_());
    expect(refusal(() => optimizer.step())).toBe(
      'parameters["w"]: expected a kernel that is not zero (its rotation is undefined) but received zeros',
    );
    expect(state()).toEqual(before);
  });

  it("a parameter that was disposed since", () => {
    const { b, optimizer, state, before } = begun();
    b.dispose();
    expect(refusal(() => optimizer.step())).toBe(
      'parameters["b"]: expected a tensor but received a disposed one',
    );
    const { b: _, ...rest } = before;
    expect(state()).toEqual(rest);
  });

  it("an optimizer that was disposed", () => {
    const { optimizer } = begun();
    optimizer.dispose();
    optimizer.dispose();
    expect(refusal(() => optimizer.step())).toBe(
      "optimizer: expected an optimizer's handle but received a disposed one",
    );
  });
});

describe("clipGradNorm", () => {
  it("scales gradients down to the norm, and leaves smaller ones", () => {
    const [a, b, none] = [leaf([0]), leaf([0]), leaf([0])];
    give(a, [3]);
    give(b, [4]);
    expect(optim.clipGradNorm([a, b, none], 10)).toBe(5);
    expect([a.grad?.toArray(), b.grad?.toArray()]).toEqual([[3], [4]]);
    expect(optim.clipGradNorm([a, b, none], 1)).toBe(5);
    const factor = 1 / (5 + 1e-6);
    expect([a.grad?.toArray(), b.grad?.toArray()]).toEqual([[3 * factor], [4 * factor]]);
  });

  it("takes gradients that are one number stretched", () => {
    const w = leaf([1, 1]);
    w.sum().backward();
    optim.clipGradNorm([w], 0.5);
    const factor = 0.5 / (Math.SQRT2 + 1e-6);
    expect(w.grad?.toArray()).toEqual([factor, factor]);
  });

  it("refuses what is not finite", () => {
    const w = leaf([0]);
    give(w, [Number.POSITIVE_INFINITY]);
    expect(refusal(() => optim.clipGradNorm([w], 1))).toBe(
      "parameters[0].grad: expected finite numbers but received NaN or infinity",
    );
  });
});
