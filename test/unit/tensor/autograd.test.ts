import { describe, expect, it } from "vitest";
import { TorchError } from "../../../lib/errors.js";
import { noGrad, tensor, torch } from "../../../lib/tensor/index.js";
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
      "Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed).",
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
