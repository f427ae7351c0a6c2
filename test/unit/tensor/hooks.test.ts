import { describe, expect, it } from "vitest";
import { InputError, type Tensor, TorchError, tensor, torch } from "../../../lib/index.js";

function leaf(values: number[]): Tensor {
  const made = tensor(values);
  made.requiresGrad = true;
  return made;
}

describe("registerHook", () => {
  it("is called with the gradient, of leaves and of results, at each pass", () => {
    const x = leaf([1, 2]);
    const seen: unknown[] = [];
    const y = x.mul(3);
    x.registerHook((gradient) => void seen.push(["x", gradient.toArray()]));
    y.registerHook((gradient) => void seen.push(["y", gradient.toArray()]));
    y.sum().backward();
    x.mul(5).sum().backward();
    expect(seen).toEqual([
      ["y", [1, 1]],
      ["x", [3, 3]],
      ["x", [5, 5]],
    ]);
    expect(x.grad?.toArray()).toEqual([8, 8]);
  });

  it("replaces the gradient by what the hooks return, one after the other", () => {
    const x = leaf([1, 2]);
    x.registerHook((gradient) => gradient.mul(10));
    x.registerHook((gradient) => gradient.add(1));
    x.registerHook(() => null);
    x.sum().backward();
    expect(x.grad?.toArray()).toEqual([11, 11]);
  });

  it("ends by remove, also in the hook itself and after the tensor was disposed", () => {
    const x = leaf([1]);
    let calls = 0;
    const handle = x.registerHook(() => {
      calls++;
      handle.remove();
    });
    x.mul(1).sum().backward();
    x.mul(1).sum().backward();
    expect(calls).toBe(1);
    const other = x.registerHook(() => null);
    x.dispose();
    other.remove();
    other.remove();
  });

  it("may register another hook, which the next pass calls", () => {
    const x = leaf([1]);
    let calls = 0;
    x.registerHook(() => {
      for (let index = 0; index < 50; index++) x.registerHook(() => void calls++);
    });
    x.mul(1).sum().backward();
    expect(calls).toBe(0);
    x.mul(1).sum().backward();
    expect(calls).toBe(50);
  });

  it("may dispose of its gradient and of the tensor", () => {
    const x = leaf([1, 2]);
    const y = x.mul(2);
    y.registerHook((gradient) => {
      gradient.dispose();
      y.dispose();
    });
    y.sum().backward();
    expect(x.grad?.toArray()).toEqual([2, 2]);
  });

  it("records what the hook computes where the pass makes a graph, and only there", () => {
    const x = leaf([2]);
    const recorded: boolean[] = [];
    x.registerHook((gradient) => {
      const twice = gradient.mul(x);
      recorded.push(twice.requiresGrad);
      return twice;
    });
    x.mul(3).sum().backward();
    torch.autograd.grad(x.mul(3).sum(), [x], { createGraph: true });
    expect(recorded).toEqual([false, true]);
    expect(x.mul(3).requiresGrad).toBe(true);
  });

  it("throws what the hook throws out of backward", () => {
    const x = leaf([1]);
    const handle = x.registerHook(() => {
      throw new RangeError("mine");
    });
    expect(() => x.mul(2).sum().backward()).toThrow(new RangeError("mine"));
    handle.remove();
    x.mul(2).sum().backward();
    expect(x.grad?.item()).toBe(2);
  });

  it.each([
    ["a number", 3, InputError, "expected a tensor or nothing to be returned but received number"],
    ["another shape", tensor([1, 2, 3]), Error, "size"],
    ["another dtype", tensor([1], { dtype: "float64" }), Error, "type"],
  ])("refuses %s in place of a gradient", (_, returned, kind, message) => {
    const x = leaf([1]);
    x.registerHook(() => returned as never);
    const pass = () => x.mul(2).sum().backward();
    expect(pass).toThrow(kind);
    expect(pass).toThrow(message);
  });

  it("refuses what is no function, and tensors without gradients", () => {
    expect(() => leaf([1]).registerHook(3 as never)).toThrow(
      "registerHook.hook: expected a function but received number",
    );
    expect(() => tensor([1]).registerHook(() => null)).toThrow(TorchError);
    expect(() => tensor([1]).registerHook(() => null)).toThrow("require");
  });
});
