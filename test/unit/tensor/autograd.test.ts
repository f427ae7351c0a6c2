import { describe, expect, it } from "vitest";
import { TorchError } from "../../../lib/errors.js";
import { enableGrad, noGrad, tensor, torch } from "../../../lib/tensor/index.js";
import { refusal } from "../../support/refusal.js";

/** The error of libtorch that `act` throws. */
function torchError(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof TorchError) return error.message;
    throw error;
  }
  throw new Error("expected a TorchError but nothing was thrown");
}

describe("autograd", () => {
  it("gives the gradients of a small graph", () => {
    // f = Σ relu(x·w)²: with x·w = [[4, -1]], f = 16 and df/dw = xᵀ·[[8, 0]], df/dx = [[8, 0]]·wᵀ.
    const x = tensor([[1, 2]], { dtype: "float64", requiresGrad: true });
    const w = tensor(
      [
        [2, -3],
        [1, 1],
      ],
      { dtype: "float64", requiresGrad: true },
    );
    const f = x.matmul(w).relu().pow(2).sum();
    expect(f.item()).toBe(16);
    f.backward();
    expect(w.grad?.toArray()).toEqual([
      [8, 0],
      [16, 0],
    ]);
    expect(x.grad?.toArray()).toEqual([[16, 8]]);
  });

  it("gives the gradient of a cross-entropy: softmax minus one-hot, by the number of samples", () => {
    const logits = tensor([[0, Math.log(3)]], { dtype: "float64", requiresGrad: true });
    const loss = torch.nn.functional.crossEntropyLoss(logits, tensor([1n]));
    expect(loss.item()).toBeCloseTo(Math.log(4 / 3), 14);
    loss.backward();
    const expected = Float64Array.of(0.25, -0.25);
    logits.grad?.data().forEach((value, index) => {
      expect(value).toBeCloseTo(expected[index] ?? Number.NaN, 14);
    });
    expect(logits.grad?.shape).toEqual([1, 2]);
  });

  it("accumulates into grad, which is null before", () => {
    const x = tensor([3], { requiresGrad: true });
    expect(x.grad).toBeNull();
    x.mul(2).sum().backward();
    x.mul(2).sum().backward();
    expect(x.grad?.toArray()).toEqual([4]);
  });

  it("takes the gradient of a result with several values", () => {
    const x = tensor([1, 2], { requiresGrad: true });
    const y = x.mul(x);
    expect(torchError(() => y.backward())).toBe(
      "grad can be implicitly created only for scalar outputs",
    );
    y.backward(tensor([1, 10]));
    expect(x.grad?.toArray()).toEqual([2, 40]);
  });

  it("reports what libtorch reports", () => {
    const x = tensor([1], { requiresGrad: true });
    expect(torchError(() => x.add_(1))).toBe(
      "a leaf Variable that requires grad is being used in an in-place operation.",
    );
    const y = x.mul(x);
    y.sum().backward();
    expect(torchError(() => y.sum().backward())).toBe(
      "Trying to backward through the graph a second time (or directly access saved tensors after they have already " +
        "been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). " +
        "Specify retain_graph=True if you need to backward through the graph a second time or if you need to access " +
        "saved tensors after calling backward.",
    );
    expect(torchError(() => tensor([1n], { requiresGrad: true }))).toBe(
      "Only Tensors of floating point and complex dtype can require gradients",
    );
    expect(torchError(() => tensor([1]).backward())).toBe(
      "element 0 of tensors does not require grad and does not have a grad_fn",
    );
  });

  it("stands still within noGrad, and is on again after an error", () => {
    const x = tensor([1], { requiresGrad: true });
    expect(noGrad(() => x.mul(2).requiresGrad)).toBe(false);
    expect(noGrad(() => noGrad(() => 1) + (x.mul(2).requiresGrad ? 1 : 0))).toBe(1);
    expect(() =>
      noGrad(() => {
        throw new Error("within");
      }),
    ).toThrow("within");
    expect(x.mul(2).requiresGrad).toBe(true);
  });

  it("refuses an asynchronous noGrad", () => {
    expect(refusal(() => noGrad(async () => 1))).toBe(
      "noGrad: expected a synchronous function but received one that returns a promise",
    );
  });

  it("is on again within enableGrad", () => {
    const x = tensor([1], { requiresGrad: true });
    const [inner, outer] = noGrad(() => [enableGrad(() => x.mul(2)), x.mul(2)]);
    expect([inner?.requiresGrad, outer?.requiresGrad]).toEqual([true, false]);
    expect(refusal(() => enableGrad(async () => 1))).toBe(
      "enableGrad: expected a synchronous function but received one that returns a promise",
    );
  });

  it("names the function that made a tensor", () => {
    const x = tensor([1], { requiresGrad: true });
    expect([x.gradFn, x.add(1).gradFn, x.detach().gradFn]).toEqual([null, "AddBackward1", null]);
    expect([x.isLeaf, x.add(1).isLeaf]).toEqual([true, false]);
  });

  it("keeps the graph where asked", () => {
    const x = tensor([3], { requiresGrad: true });
    const y = x.pow(2).sum();
    y.backward(null, { retainGraph: true });
    y.backward();
    expect(x.grad?.toArray()).toEqual([12]);
    expect(torchError(() => y.backward())).toMatch(
      /^Trying to backward through the graph a second/,
    );
  });

  it("differentiates twice where asked", () => {
    const x = tensor([3], { requiresGrad: true });
    x.pow(3).sum().backward(undefined, { createGraph: true });
    const slope = x.grad;
    expect(slope?.toArray()).toEqual([27]);
    Reflect.set(x, "grad", null);
    slope?.sum().backward();
    expect(x.grad?.toArray()).toEqual([18]);
  });

  it("adds to the grad of chosen inputs alone", () => {
    const [a, b] = [2, 5].map((value) => tensor([value], { requiresGrad: true }));
    if (!a || !b) throw new Error("expected two tensors");
    a.mul(b).backward(null, { inputs: [b] });
    expect([a.grad, b.grad?.toArray()]).toEqual([null, [2]]);
  });

  it("takes a grad that is set, of the tensor's kind", () => {
    const x = tensor([1, 2], { requiresGrad: true });
    x.grad = tensor([5, 5]);
    x.sum().backward();
    expect(x.grad?.toArray()).toEqual([6, 6]);
    x.grad = null;
    expect(x.grad).toBeNull();
    expect(refusal(() => Reflect.set(x, "grad", 3))).toBe(
      "grad: expected a tensor or null but received number",
    );
    expect(
      refusal(() => {
        x.grad = tensor([1]);
      }),
    ).toBe("grad: expected a gradient of the tensor's shape [2] but received one of shape [1]");
    expect(
      refusal(() => {
        x.grad = tensor([1, 2], { dtype: "float64" });
      }),
    ).toBe(
      "grad: expected a gradient of the tensor's dtype and device but received one of another",
    );
  });

  it.each([
    [
      "a gradient of another shape",
      [tensor([1])],
      "gradient: expected a gradient of the tensor's shape [2] but received one of shape [1]",
    ],
    [
      "a gradient that is no tensor",
      [1],
      "backward.gradient: expected a tensor but received number",
    ],
    [
      "unknown options",
      [null, { retain: true }],
      'backward.retain: expected one of the options (retainGraph, createGraph, inputs) but received "retain"',
    ],
    [
      "options that are none",
      [null, true],
      "backward.options: expected an object but received boolean",
    ],
    [
      "no inputs",
      [tensor([1, 1]), { inputs: [] }],
      "inputs: expected at least one tensor but received none",
    ],
    [
      "inputs that are no list",
      [null, { inputs: 1 }],
      "backward.inputs: expected a list of tensors but received number",
    ],
    [
      "inputs that are no tensors",
      [null, { inputs: [null] }],
      "backward.inputs[0]: expected a tensor but received null",
    ],
    [
      "a number for a switch",
      [tensor([1, 1]), { retainGraph: 1 }],
      "retainGraph: expected a boolean but received 1",
    ],
  ])("backward refuses %s", (_, args, message) => {
    const x = tensor([1, 2], { requiresGrad: true }).mul(1);
    expect(refusal(() => Reflect.apply(x.backward, x, args))).toBe(message);
  });

  it("cannot be switched on a result, as PyTorch has it", () => {
    const y = tensor([1], { requiresGrad: true }).mul(2);
    for (const value of [false, true]) {
      expect(
        refusal(() => {
          y.requiresGrad = value;
        }),
      ).toBe(
        "requiresGrad: expected a leaf, as only its flag can change and detach() gives one, " +
          "but received the result of an operation",
      );
    }
  });

  it("is switched on a leaf", () => {
    const x = tensor([1]);
    x.requiresGrad = true;
    expect(x.mul(1).requiresGrad).toBe(true);
    x.requiresGrad = false;
    expect(x.mul(1).requiresGrad).toBe(false);
    x.requiresGrad = true;
    expect(x.detach().requiresGrad).toBe(false);
  });
});

describe("torch.autograd.grad", () => {
  const leaf = (...values: number[]) => tensor(values, { requiresGrad: true });

  it("gives gradients as results and leaves grad as it was", () => {
    const [a, b] = [leaf(2, 3), leaf(5, 7)];
    const made = torch.autograd.grad(a.mul(b).sum(), [a, b]);
    expect(made.map((gradient) => gradient.toArray())).toEqual([
      [5, 7],
      [2, 3],
    ]);
    expect([a.grad, b.grad]).toEqual([null, null]);
  });

  it("weighs outputs and differentiates again", () => {
    const x = leaf(1, 2);
    const [slope] = torch.autograd.grad(x.pow(3), x, {
      gradOutputs: tensor([1, 10]),
      createGraph: true,
    });
    expect(slope?.toArray()).toEqual([3, 120]);
    const [curve] = torch.autograd.grad(slope?.sum() ?? x, x);
    expect(curve?.toArray()).toEqual([6, 120]);
  });

  it("gives null for what an output does not depend on, where allowed", () => {
    const [a, b] = [leaf(1), leaf(2)];
    expect(refusal(() => torch.autograd.grad(a.sum(), [a, b]))).toBe(
      "inputs[1]: expected a tensor that the outputs depend on but received one they do not; with allowUnused it gives null",
    );
    const [of, none] = torch.autograd.grad(a.sum(), [a, b], { allowUnused: true });
    expect([of?.toArray(), none]).toEqual([[1], null]);
  });

  it.each([
    ["what is no tensor", [1, [leaf(1)]], "grad.outputs[0]: expected a tensor but received number"],
    ["no inputs", [leaf(1).sum(), []], "inputs: expected at least one tensor but received none"],
    ["no outputs", [[], [leaf(1)]], "outputs: expected at least one tensor but received none"],
    [
      "too many gradients",
      [leaf(1).sum(), leaf(1), { gradOutputs: [null, null] }],
      "gradOutputs: expected as many gradients as outputs (1) but received 2",
    ],
    [
      "a gradient of another shape",
      [leaf(1).sum(), leaf(1), { gradOutputs: [leaf(1)] }],
      "gradOutputs[0]: expected a gradient of the tensor's shape [] but received one of shape [1]",
    ],
    [
      "unknown options",
      [leaf(1).sum(), leaf(1), { unused: true }],
      'grad.unused: expected one of the options (gradOutputs, retainGraph, createGraph, allowUnused) but received "unused"',
    ],
  ])("refuses %s", (_, args, message) => {
    expect(refusal(() => Reflect.apply(torch.autograd.grad, undefined, args))).toBe(message);
  });
});
