import { beforeEach, describe, expect, it } from "vitest";
import { optim } from "../../../lib/index.js";
import { memoryStats, type Tensor, tensor, torch } from "../../../lib/tensor/index.js";
import { collected } from "../../support/collected.js";

const MEGABYTE = 2 ** 20;

// A sweep in the middle of a measurement would free what the test before has left.
beforeEach(collected);

/** A tensor of so many megabytes. */
const large = (megabytes: number) => torch.ones([megabytes, MEGABYTE / 4]);

/** How the bytes behind handles, and those beyond, change while `act` runs; the latter in megabytes. */
function change(act: () => unknown): { readonly live: number; readonly hidden: number } {
  const before = memoryStats();
  act();
  const after = memoryStats();
  return {
    live: after.liveBytes - before.liveBytes,
    hidden: Math.round((after.hiddenBytes - before.hiddenBytes) / MEGABYTE) + 0, // No -0.
  };
}

describe("the bytes behind handles", () => {
  it("are counted once for views and detached tensors of one storage, and freed once", () => {
    const base = torch.ones([1000]);
    const views: Tensor[] = [];
    expect(
      change(() => {
        views.push(
          base.detach(),
          base.reshape([10, 100]),
          base.narrow(0, 5, 10),
          ...base.split(100),
        );
      }),
    ).toEqual({ live: 0, hidden: 0 });
    expect(change(() => base.dispose())).toEqual({ live: 0, hidden: 0 });
    expect(change(() => views.slice(1).forEach((view) => void view.dispose()))).toEqual({
      live: 0,
      hidden: 0,
    });
    expect(change(() => views[0]?.dispose())).toEqual({ live: -4000, hidden: 0 });
    expect(change(() => views[0]?.dispose())).toEqual({ live: 0, hidden: 0 });
  });

  it("follow a tensor that is resized or set in place, for every handle of it", () => {
    const x = torch.ones([10]);
    const same = x.detach();
    expect(change(() => x.resize_([1000])).live).toBe(4000 - 40);
    expect(change(() => x.dispose()).live).toBe(0);
    expect(change(() => same.dispose()).live).toBe(-4000);
    const a = torch.ones([100]);
    const b = torch.ones([1000]);
    expect(change(() => a.set_(b)).live).toBe(-400);
    expect(change(() => b.dispose()).live).toBe(0);
    expect(change(() => a.dispose()).live).toBe(-4000);
  });

  it("are those of before where no memory is found for a resized tensor", () => {
    const x = torch.ones([10]);
    expect(change(() => expect(() => x.resize_([2 ** 46])).toThrow("can't allocate")).live).toBe(0);
    expect(x.shape).toEqual([10]);
    expect(x.sum().item()).toBe(10);
  });

  it("are told to V8", () => {
    const external = () => memoryStats().externalBytes / MEGABYTE;
    const before = external();
    const made = large(64);
    const views = made.split(1);
    expect(external() - before).toBeCloseTo(64, 0);
    made.dispose();
    expect(external() - before).toBeCloseTo(64, 0);
    for (const view of views) view.dispose();
    expect(external() - before).toBeCloseTo(0, 0);
  });
});

describe("hidden bytes", () => {
  it("are what a graph keeps of results that nobody holds", () => {
    const weights = torch.ones([8, MEGABYTE / 4], { requiresGrad: true });
    const classes = torch.zeros([8], { dtype: "int64" });
    let loss: Tensor | undefined;
    const forward = change(() => {
      loss = torch.nn.functional.crossEntropyLoss(weights, classes);
    });
    expect(forward.live).toBe(4);
    expect(forward.hidden).toBe(8);
    // The graph's memory goes, the gradient's comes.
    expect(change(() => loss?.backward())).toEqual({ live: 0, hidden: 0 });
    expect(change(() => weights.grad)).toEqual({ live: 8 * MEGABYTE, hidden: -8 });
    expect(change(() => loss?.dispose())).toEqual({ live: -4, hidden: 0 });
  });

  it("take over what a graph keeps when its handle goes, and end with the graph", () => {
    const x = torch.ones([4, MEGABYTE / 4], { requiresGrad: true });
    const grown = x.exp();
    const sum = grown.sum();
    expect(change(() => grown.dispose())).toEqual({ live: -4 * MEGABYTE, hidden: 4 });
    expect(change(() => sum.dispose())).toEqual({ live: -4, hidden: -4 });
  });

  it("hold the parts of sparse tensors", () => {
    let sparse: Tensor | undefined;
    const dense = large(2);
    expect(
      change(() => {
        sparse = dense.toSparse();
      }).hidden,
    ).toBe(2 + 8); // A number of 4 bytes and two indices of 8 for each element.
    expect(change(() => sparse?.dispose()).hidden).toBe(-10);
  });

  it("stay level over operators, errors and backward", () => {
    const x = torch.ones([1, MEGABYTE / 4], { requiresGrad: true });
    const misfit = tensor([1, 2, 3]);
    const step = () => {
      using grown = x.mul(2);
      using sum = grown.exp().sum();
      sum.backward();
      x.grad?.zero_();
      expect(() => grown.add(misfit)).toThrow();
    };
    torch.scope(step);
    const { hiddenBytes } = memoryStats();
    for (let round = 0; round < 10; round++) torch.scope(step);
    expect(Math.abs(memoryStats().hiddenBytes - hiddenBytes)).toBeLessThan(MEGABYTE / 2);
  });

  it.each(["an optimizer", "the user"])(
    "stay level where %s takes away gradients that no handle was of",
    (who) => {
      const weight = torch.ones([2, MEGABYTE / 4], { requiresGrad: true });
      const optimizer = optim.sgd([weight], { lr: 0.1 });
      const step = () => {
        using loss = weight.mean();
        loss.backward();
        optimizer.step();
        if (who === "the user") weight.grad = null;
        else optimizer.zeroGrad();
      };
      expect(change(step).hidden).toBe(0);
      const rounds = change(() => {
        for (let round = 0; round < 10; round++) step();
      });
      expect(rounds).toEqual({ live: 0, hidden: 0 });
    },
  );

  it("count an optimizer's buffers once, and tell V8 of them once", () => {
    const weight = torch.ones([4, MEGABYTE / 4], { requiresGrad: true });
    const told = memoryStats().externalBytes;
    let optimizer: unknown;
    expect(
      change(() => {
        optimizer = optim.adam([weight]);
      }),
    ).toEqual({ live: 0, hidden: 8 }); // Means and squares.
    expect((memoryStats().externalBytes - told) / MEGABYTE).toBeCloseTo(8, 0);
    expect(optimizer).toBeDefined();
  });
});
