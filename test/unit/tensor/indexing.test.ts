import { describe, expect, it } from "vitest";
import {
  ellipsis,
  type Index,
  memoryStats,
  slice,
  type Tensor,
  tensor,
  torch,
} from "../../../lib/tensor/index.js";
import { refusal } from "../../support/refusal.js";

const grid = torch.arange(24).reshape([2, 3, 4]);

describe("at", () => {
  it("shares the memory of what it is taken from, unless a tensor or a list picks", () => {
    const x = tensor([1, 2, 3]);
    x.at(slice(1)).fill_(7);
    expect(x.toArray()).toEqual([1, 7, 7]);
    x.at([0, 1]).fill_(9);
    expect(x.toArray()).toEqual([1, 7, 7]);
  });

  it("takes bigints", () => {
    expect(grid.at(1n, -1n, 0n).item()).toBe(20);
  });

  it("leaves nothing behind but its result", () => {
    const before = memoryStats().liveTensors;
    const made = [grid.at(0, slice(1)), grid.at([0, 1], [1, 2]), grid.at(true)];
    refusal(() => grid.at([0], 9));
    expect(memoryStats().liveTensors - before).toBe(made.length);
    grid.setAt(5, [0, 1], slice(1)).setAt(tensor([[1n]]), true);
    expect(memoryStats().liveTensors - before).toBeLessThanOrEqual(made.length + 1);
  });

  it.each<[string, unknown[], string]>([
    [
      "a place beyond the end",
      [0, 3],
      "at[1]: expected one from -3 to 2 for dimension 1 of size 3 but received 3",
    ],
    [
      "a place before the beginning",
      [ellipsis, -5],
      "at[1]: expected one from -4 to 3 for dimension 2 of size 4 but received -5",
    ],
    [
      "a place that a tensor names",
      [slice(), tensor(9n)],
      "at[1]: expected one from -3 to 2 for dimension 1 of size 3 but received 9",
    ],
    [
      "too many indices",
      [0, 0, 0, 0],
      "at: expected indices of at most 3 dimensions, as many as the tensor has, but received indices of 4",
    ],
    [
      "a mask of too many dimensions",
      [0, torch.ones([3, 4, 1], { dtype: "bool" })],
      "at: expected indices of at most 3 dimensions, as many as the tensor has, but received indices of 4",
    ],
    [
      "a mask of another size",
      [[true, false, true]],
      "at[0]: expected a mask of 2 along dimension 0, as the tensor has, but received one of shape [3]",
    ],
    [
      "a mask of another shape",
      [0, torch.ones([3, 3], { dtype: "bool" })],
      "at[1]: expected a mask of 4 along dimension 2, as the tensor has, but received one of shape [3, 3]",
    ],
    ["two ellipses", [ellipsis, ellipsis], "at: expected at most one ellipsis but received 2"],
    [
      "fractions",
      [0.5],
      "at[0]: expected an integer, a boolean, a slice, ellipsis, newAxis, a tensor or a list but received 0.5",
    ],
    [
      "text",
      ["1:2"],
      'at[0]: expected an integer, a boolean, a slice, ellipsis, newAxis, a tensor or a list but received "1:2"',
    ],
    [
      "undefined",
      [0, undefined],
      "at[1]: expected an integer, a boolean, a slice, ellipsis, newAxis, a tensor or a list but received undefined",
    ],
    [
      "tensors of floats",
      [tensor([0.5])],
      "at[0]: expected a tensor of int64, int32, bool, uint8 but received one of float32",
    ],
    ["lists of fractions", [[0, 0.5]], "at[0][1]: expected a value of int64 but received 0.5"],
    [
      "ragged lists",
      [0, [[0], [1, 2]]],
      "at[1][1]: expected an array of 1 but received an array of 2",
    ],
  ])("refuses %s", (_, indices, message) => {
    expect(refusal(() => grid.at(...(indices as Index<Tensor>[])))).toBe(message);
  });

  it("refuses a place of a dimension of none", () => {
    expect(refusal(() => torch.zeros([0]).at(0))).toBe(
      "at[0]: expected none for dimension 0 of size 0 but received 0",
    );
    expect(refusal(() => tensor(1).at(0))).toBe(
      "at: expected indices of at most 0 dimensions, as many as the tensor has, but received indices of 1",
    );
  });
});

describe("slice", () => {
  it.each([
    [[0.5], "slice.start: expected an integer or null but received 0.5"],
    [[0, Number.NaN], "slice.stop: expected an integer or null but received NaN"],
    [[0, 1, 0], "slice.step: expected an integer ≥ 1 but received 0"],
    [[0, 1, -1], "slice.step: expected an integer ≥ 1 but received -1"],
  ])("refuses %j", (args, message) => {
    expect(refusal(() => slice(...args))).toBe(message);
  });
});
