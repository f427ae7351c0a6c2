import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { InputError } from "../../../lib/errors.js";
import { memoryStats, type Tensor, tensor, torch } from "../../../lib/tensor/index.js";
import { refusal } from "../../support/refusal.js";

const live = () => memoryStats().liveTensors;

describe("scope", () => {
  it("frees all tensors made inside but the one returned", () => {
    const outside = tensor([1, 2]);
    const before = live();
    const made: Tensor[] = [];
    const result = torch.scope(() => {
      made.push(outside.add(1), torch.zeros([2]), outside.reshape([2, 1]));
      return outside.mul(3);
    });
    expect(live()).toBe(before + 1);
    expect(made.map((each) => each.isDisposed)).toEqual([true, true, true]);
    expect(result.toArray()).toEqual([3, 6]);
    expect(outside.toArray()).toEqual([1, 2]);
  });

  it("returns tensors in arrays, objects, Maps and Sets, however nested, once each", () => {
    const before = live();
    class Pair {
      readonly left = torch.ones([1]);
      readonly #right = torch.ones([1]);
      get right(): Tensor {
        return this.#right;
      }
    }
    const result = torch.scope(() => {
      const twice = tensor(1);
      const circular: Record<string, unknown> = { twice, list: [tensor(2), [tensor(3)]] };
      circular.self = circular;
      const sorted = tensor([2, 1]).sort();
      return {
        circular,
        again: twice,
        map: new Map<unknown, unknown>([[tensor(4), new Set([tensor(5)])]]),
        pair: new Pair(),
        sorted,
        words: ["a", 1, null, undefined, new Float32Array(3)],
      };
    });
    expect(live()).toBe(before + 8);
    expect(result.again.item()).toBe(1);
    expect([...result.map.keys()].map((key) => (key as Tensor).item())).toEqual([4]);
    expect(result.sorted.map((each) => each.toArray())).toEqual([
      [1, 2],
      [1, 0],
    ]);
    expect(result.pair.left.item()).toBe(1);
    expect(result.pair.right.isDisposed).toBe(true);
  });

  it("frees all where an error is thrown", async () => {
    const made: Tensor[] = [];
    const fail = () => {
      made.push(torch.ones([3]));
      throw new Error("on purpose");
    };
    const failLater = async () => {
      made.push(torch.ones([3]));
      await delay(1);
      made.push(torch.ones([4]));
      return made[2]?.add(torch.ones([5]));
    };
    expect(() => torch.scope(fail)).toThrow("on purpose");
    await expect(torch.scope(async () => fail())).rejects.toThrow("on purpose");
    await expect(torch.scope(failLater)).rejects.toThrow("must match");
    expect(made.map((each) => each.isDisposed)).toEqual([true, true, true, true]);
  });

  it("hands what an inner scope returns to the scope around it", () => {
    const before = live();
    let inner: Tensor | undefined;
    const outer = torch.scope(() => {
      const own = tensor([1]);
      inner = torch.scope(() => {
        const passed = own;
        return [own.add(1), passed];
      })[0];
      expect(own.isDisposed).toBe(false);
      expect(inner?.item()).toBe(2);
      return own.add(5);
    });
    expect(inner?.isDisposed).toBe(true);
    expect(outer.item()).toBe(6);
    expect(live()).toBe(before + 1);
  });

  it("leaves alone what code outside makes while it waits", async () => {
    const inside: Tensor[] = [];
    const steps: string[] = [];
    const work = (name: string, wait: number) =>
      torch.scope(async () => {
        let sum: Tensor = torch.zeros([1]);
        for (let round = 0; round < 5; round++) {
          sum = sum.add(round);
          inside.push(sum);
          await delay(wait);
          steps.push(name);
        }
        return sum;
      });
    const running = [work("a", 2), work("b", 3), work("c", 5)];
    const outside: Tensor[] = [];
    for (let round = 0; round < 5; round++) {
      outside.push(tensor([round]));
      await delay(2);
    }
    const sums = await Promise.all(running);
    expect(steps.join("")).not.toBe("aaaaabbbbbccccc");
    expect(sums.map((sum) => sum.item())).toEqual([10, 10, 10]);
    expect(outside.map((each) => each.item())).toEqual([0, 1, 2, 3, 4]);
    expect(inside.filter((each) => !each.isDisposed)).toHaveLength(3);
  });

  it("gives work that outlives it to the scope around it", async () => {
    let late: Promise<Tensor> | undefined;
    const outer = await torch.scope(async () => {
      torch.scope(() => {
        late = delay(5).then(() => torch.ones([1]));
      });
      const made = await late;
      expect(made?.isDisposed).toBe(false);
      return made?.add(1);
    });
    expect((await late)?.isDisposed).toBe(true);
    expect(outer?.item()).toBe(2);
    torch.scope(() => {
      late = delay(5).then(() => torch.ones([1]));
    });
    expect((await late)?.item()).toBe(1);
  });

  it("keeps memory that is still in use: gradients, graphs, storages of views", () => {
    const weights = tensor([2, 3], { requiresGrad: true });
    const [loss, view] = torch.scope(() => {
      weights.mul(4).sum().backward();
      const grown = weights.exp().mul(2);
      return [grown.sum(), grown.detach().select(0, 0)] as const;
    });
    expect(weights.grad?.toArray()).toEqual([4, 4]);
    loss.backward();
    expect(weights.grad?.toArray()).toEqual(
      [4 + 2 * Math.exp(2), 4 + 2 * Math.exp(3)].map(Math.fround),
    );
    expect(view.item()).toBe(Math.fround(2 * Math.exp(2)));
  });

  it("takes neither tensors from outside nor those changed in place", () => {
    const outside = tensor([1]);
    const inner = torch.scope(() => outside.add_(1));
    expect(inner).toBe(outside);
    expect(outside.item()).toBe(2);
    torch.scope(() => [tensor([0]), torch.scope(() => outside)] as const);
    expect(outside.item()).toBe(2);
  });

  it("refuses what is no function, and promises inside of what is returned", () => {
    const before = live();
    expect(refusal(() => torch.scope(5 as never))).toBe(
      "scope: expected a function but received number",
    );
    expect(refusal(() => torch.scope(() => ({ later: Promise.resolve(tensor(1)) })))).toBe(
      "scope: expected no promise inside of what is returned but received one: await it first",
    );
    expect(live()).toBe(before);
  });

  it("may be used while no other asynchronous context is followed, and again after", async () => {
    for (let round = 0; round < 3; round++) {
      let made: Tensor | undefined;
      await torch.scope(async () => {
        await delay(1);
        made = tensor(1);
      });
      expect(made?.isDisposed).toBe(true);
      await delay(2); // The storage is switched off meanwhile.
    }
  });
});

describe("keep", () => {
  it("saves tensors from every scope around", () => {
    const saved: Tensor[] = [];
    torch.scope(() => {
      torch.scope(() => {
        saved.push(torch.keep(tensor(1)), ...torch.keep([tensor(2)]));
        saved.push(tensor(3));
      });
    });
    expect(saved.map((each) => each.isDisposed)).toEqual([false, false, true]);
    expect(() => torch.keep({ later: Promise.resolve() })).toThrow(InputError);
  });
});
