import { describe, expect, expectTypeOf, it } from "vitest";
import { InputError, noGrad, type Tensor, TorchError, tensor, torch } from "../../../lib/index.js";
import { type FunctionContext, memoryStats } from "../../../lib/tensor/index.js";

const doubles = { dtype: "float64" } as const;

function leaf(values: number[]): Tensor<"float64"> {
  const made = tensor(values, doubles);
  made.requiresGrad = true;
  return made;
}

function saved(context: FunctionContext): Tensor {
  const [first] = context.savedTensors;
  if (first === undefined) throw new Error("nothing was saved");
  return first;
}

class Square extends torch.autograd.Function {
  static forward(context: FunctionContext, x: Tensor): Tensor {
    context.saveForBackward(x);
    return x.mul(x);
  }

  static backward(context: FunctionContext, gradient: Tensor): Tensor {
    return saved(context).mul(2).mul(gradient);
  }
}

/** exp(x) from its own result, and k·x. */
class ExpAndScaled extends torch.autograd.Function {
  static forward(context: FunctionContext, x: Tensor, k: number): readonly [Tensor, Tensor] {
    const result = x.exp();
    context.saveForBackward(result);
    context.k = k;
    return [result, x.mul(k)];
  }

  static backward(context: FunctionContext, a: Tensor, b: Tensor): (Tensor | null)[] {
    return [
      saved(context)
        .mul(a)
        .add(b.mul(context.k as number)),
      null,
    ];
  }
}

describe("torch.autograd.Function", () => {
  it("gives the gradient that backward computes, and its name to gradFn", () => {
    const x = leaf([1, -2, 3]);
    const y = Square.apply(x);
    expect(y.gradFn).toBe("SquareBackward");
    expect(y.toArray()).toEqual([1, 4, 9]);
    y.mul(tensor([1, 10, 100], doubles))
      .sum()
      .backward();
    expect(x.grad?.toArray()).toEqual([2, -40, 600]);
  });

  it("can be differentiated again: its second derivative is the built-in operator's", () => {
    const x = leaf([0.3, -1.2]);
    const second = (y: Tensor) => {
      const [first] = torch.autograd.grad(y.sin().sum(), [x], { createGraph: true });
      return torch.autograd.grad(first.sum(), [x])[0];
    };
    const difference = second(Square.apply(x))
      .sub(second(x.mul(x)))
      .abs()
      .max();
    expect(difference.item()).toBeLessThan(1e-14);
  });

  it("takes values that are no tensors, returns several results, and saves its own ones", () => {
    const x = leaf([0, 1]);
    const [exp, scaled] = ExpAndScaled.apply(x, 3);
    expectTypeOf(exp).toEqualTypeOf<Tensor>();
    exp.add(scaled).sum().backward();
    expect(x.grad?.toArray()).toEqual([1 + 3, Math.E + 3]);
  });

  it("gives backward zeros for results that nothing depends on", () => {
    const x = leaf([0, 1]);
    const [exp] = ExpAndScaled.apply(x, 3);
    exp.sum().backward();
    expect(x.grad?.toArray()).toEqual([1, Math.E]);
  });

  it("records nothing where no input requires gradients, or in noGrad", () => {
    expect(Square.apply(tensor([2])).requiresGrad).toBe(false);
    expect(noGrad(() => Square.apply(leaf([2]))).requiresGrad).toBe(false);
  });

  it("leaves an input that forward returns as it is", () => {
    class Same extends torch.autograd.Function {
      static forward(_: FunctionContext, x: Tensor): Tensor {
        return x;
      }
      static backward(_: FunctionContext, gradient: Tensor): Tensor {
        return gradient.neg();
      }
    }
    const x = leaf([5]);
    const y = Same.apply(x);
    expect([x.gradFn, y.gradFn]).toEqual([null, "SameBackward"]);
    y.sum().backward();
    expect(x.grad?.item()).toBe(-1);
  });

  it("tells forward which inputs need a gradient", () => {
    let needs: readonly boolean[] = [];
    class Needs extends torch.autograd.Function {
      static forward(context: FunctionContext, a: Tensor, b: Tensor, _: string): Tensor {
        needs = context.needsInputGrad;
        return a.add(b);
      }
      static backward(_: FunctionContext, gradient: Tensor): (Tensor | null)[] {
        return [null, gradient, null];
      }
    }
    Needs.apply(tensor([1], doubles), leaf([1]), "name")
      .sum()
      .backward();
    expect(needs).toEqual([false, true, false]);
  });

  it("gives results of integers no history, and backward zeros for them", () => {
    const seen: unknown[] = [];
    class Places extends torch.autograd.Function {
      static forward(_: FunctionContext, x: Tensor): readonly [Tensor, Tensor] {
        return [x.mul(2), x.argsort()];
      }
      static backward(_: FunctionContext, gradient: Tensor, places: Tensor): Tensor {
        seen.push(places.dtype, places.toArray());
        return gradient.mul(2);
      }
    }
    const x = leaf([3, 1]);
    const [doubled, places] = Places.apply(x);
    expect([places.requiresGrad, places.toArray()]).toEqual([false, [1, 0]]);
    doubled.sum().backward();
    expect([x.grad?.toArray(), seen]).toEqual([
      [2, 2],
      ["int64", [0, 0]],
    ]);
  });

  it("refuses a second pass without retainGraph, and allows it with", () => {
    const x = leaf([3]);
    const kept = Square.apply(x).sum();
    kept.backward(null, { retainGraph: true });
    kept.backward();
    expect(x.grad?.item()).toBe(12);
    expect(() => kept.backward()).toThrow(TorchError);
    expect(() => kept.backward()).toThrow("backward through the graph a second time");
  });

  it("refuses what was saved and then changed in place", () => {
    const x = leaf([3]);
    const middle = x.mul(1);
    const y = Square.apply(middle).sum();
    middle.add_(1);
    expect(() => y.backward()).toThrow("modified by an inplace operation");
  });

  it("throws what forward and backward throw, and the next pass is right", () => {
    let isBroken = true;
    class Broken extends torch.autograd.Function {
      static forward(_: FunctionContext, x: Tensor): Tensor {
        return x.mul(2);
      }
      static backward(_: FunctionContext, gradient: Tensor): Tensor {
        if (isBroken) throw new RangeError("mine");
        return gradient.mul(2);
      }
    }
    const x = leaf([1]);
    expect(() => Broken.apply(x).sum().backward()).toThrow(new RangeError("mine"));
    isBroken = false;
    Broken.apply(x).sum().backward();
    expect(x.grad?.item()).toBe(2);
  });

  it.each([
    [
      "a gradient too few",
      [null],
      "Odd.backward: expected a gradient or null for each of 2 inputs but received 1",
    ],
    ["no tensor", [3, null], "Odd.backward[0]: expected a tensor but received number"],
    [
      "nothing",
      undefined,
      "Odd.backward: expected a gradient or null for each of 2 inputs but received 1",
    ],
    ["a gradient for what is no tensor", [null, tensor([1])], "Odd.backward[1]: expected null"],
    [
      "another shape",
      [tensor([1, 2, 3], doubles), null],
      "OddBackward returned an invalid gradient at index 0",
    ],
  ])("refuses %s from backward", (_, returned, message) => {
    class Odd extends torch.autograd.Function {
      static forward(_: FunctionContext, x: Tensor, _k: number): Tensor {
        return x.mul(2);
      }
      static backward(): never {
        return returned as never;
      }
    }
    expect(() =>
      Odd.apply(leaf([1, 2]), 3)
        .sum()
        .backward(),
    ).toThrow(message);
  });

  it.each([
    ["a number", 3, "Odd.forward: expected a tensor but received number"],
    ["a list with a hole", [null], "Odd.forward[0]: expected a tensor but received null"],
    ["a promise", Promise.resolve(), "noGrad: expected a synchronous function"],
  ])("refuses %s from forward", (_, returned, message) => {
    class Odd extends torch.autograd.Function {
      static forward(_: FunctionContext, _x: Tensor): Tensor {
        return returned as never;
      }
      static backward(): null {
        return null;
      }
    }
    expect(() => Odd.apply(leaf([1]))).toThrow(InputError);
    expect(() => Odd.apply(leaf([1]))).toThrow(message);
  });

  it("refuses to save what is no tensor, and a disposed tensor", () => {
    class Saves extends torch.autograd.Function {
      static forward(context: FunctionContext, x: Tensor, what: unknown): Tensor {
        context.saveForBackward(what as Tensor);
        return x.mul(2);
      }
      static backward(): null[] {
        return [null, null];
      }
    }
    const gone = tensor([1]);
    gone.dispose();
    expect(() => Saves.apply(leaf([1]), 3)).toThrow("saveForBackward[0]: expected a tensor");
    expect(() => Saves.apply(leaf([1]), gone)).toThrow("a disposed one");
  });

  it("frees what a graph that no pass ended held, its own results too", () => {
    const x = leaf([1, 2, 3]);
    const held = () => memoryStats().hiddenBytes + memoryStats().liveBytes;
    for (let round = 0; round < 20_000; round++) ExpAndScaled.apply(x, 3);
    expect(held()).toBeLessThan(20e6);
  });

  it("may run passes of its own in backward, up to a depth, and says so beyond", () => {
    let deepest = 0;
    class Nested extends torch.autograd.Function {
      static forward(context: FunctionContext, x: Tensor, depth: number): Tensor {
        context.depth = depth;
        return x.mul(1);
      }
      static backward(context: FunctionContext, gradient: Tensor): (Tensor | null)[] {
        const depth = context.depth as number;
        deepest = Math.max(deepest, depth);
        if (depth < limit)
          torch.enableGrad(() =>
            Nested.apply(leaf([1]), depth + 1)
              .sum()
              .backward(),
          );
        return [gradient, null];
      }
    }
    let limit = 20;
    const x = leaf([1]);
    Nested.apply(x, 0).sum().backward();
    expect([deepest, x.grad?.item()]).toEqual([20, 1]);
    limit = 100;
    expect(() => Nested.apply(x, 0).sum().backward()).toThrow("60 deep at most");
  });
});
