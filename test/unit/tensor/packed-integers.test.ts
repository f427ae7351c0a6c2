import { describe, expect, it } from "vitest";
import { engine } from "../../../lib/native.js";
import { shortListMark } from "../../../lib/tensor/call-marks.js";
import { Tensor, torch } from "../../../lib/tensor/index.js";
import { packedIntegers } from "../../../lib/tensor/packed-integers.js";

/** The lowest and highest that one number can take of lists of one to four, and their neighbours. */
const limits = [1, 2, 3, 4].flatMap((count) => {
  const half = 2 ** (48 / count - 1);
  return [-half - 1, -half, -half + 1, -1, -0, 0, 1, half - 2, half - 1, half].map(
    (item) => [count, item] as const,
  );
});

/** Where `roll` takes the first of seven values. */
function rolled(shift: number): number {
  return ((shift % 7) + 7) % 7;
}

describe("lists of integers", () => {
  it.each(limits)("of %i reach the engine as they are: %i", (count, item) => {
    // Each in another dimension of 7 values, so that all of them and their order show.
    const shifts = Array.from({ length: count }, (_, index) => (index === 0 ? item : index));
    const dims = Array.from(shifts.keys());
    const sizes = shifts.map(() => 7);
    const first = torch
      .arange(7 ** count)
      .eq(0)
      .reshape(sizes);
    const place = torch.roll(first, shifts, { dims }).nonzero().toArray();
    expect(place).toEqual([shifts.map(rolled)]);
  });

  it("are packed where they are short and small, else not", () => {
    const isPacked = limits.map(([count, item]) => {
      const half = 2 ** (48 / count - 1);
      const list = new Array<number>(count).fill(item);
      return (packedIntegers(list) !== undefined) === (item >= -half && item < half);
    });
    expect(isPacked).not.toContain(false);
    for (const other of [[], [1, 2, 3, 4, 5], [0.5], [Number.NaN], [1, "2"], [1n], "1", 1, null]) {
      expect(packedIntegers(other)).toBeUndefined();
    }
  });

  it("of another length than the operator takes are refused as lists", () => {
    const x = torch.zeros([1, 1, 4, 4]);
    expect(() => torch.maxPool2d(x, [2, 2, 2])).toThrow(
      "maxPool2d.kernelSize: expected a list of 2 but received an array of 3",
    );
  });

  it("may run getters that call operators", () => {
    const x = torch.arange(6);
    const list = [0, 3];
    Object.defineProperty(list, 0, { get: () => torch.zeros([5, 5, 5]).sum([0, 1]).size(0) - 3 });
    expect(x.view(list).shape).toEqual([2, 3]);
  });
});

describe("what is marked as packed", () => {
  const view = engine().operator("aten::view", "");
  const relu = engine().operator("aten::relu", "");
  const { handle } = torch.zeros([6]);
  const packed = packedIntegers([2, 3]);

  it("is refused where it is no such number", () => {
    const junk = [-1, 0.5, 7, 8, 2 ** 51 + 1, 2 ** 60, Number.NaN, Infinity, "x", null, {}, 5n];
    for (const value of junk) {
      expect(() => engine().call(view, null, shortListMark(1), handle, value)).toThrow(
        /packed integers/,
      );
    }
  });

  it("is a list where none is wanted", () => {
    expect(() => engine().call(relu, null, shortListMark(0), packed)).toThrow(
      /received an array of 2/,
    );
  });

  it("is the list where one is", () => {
    const made = engine().call(view, null, shortListMark(1), handle, packed);
    expect(Tensor.fromHandle(made as typeof handle).shape).toEqual([2, 3]);
  });
});
