import { describe, expect, it } from "vitest";
import { tensor } from "../../../lib/tensor/index.js";
import { refusal } from "../../support/refusal.js";

describe("tensor", () => {
  it("takes nested arrays and finds their shape", () => {
    const made = tensor([
      [1, 2, 3],
      [4, 5, 6.5],
    ]);
    expect(made.shape).toEqual([2, 3]);
    expect(made.dtype).toBe("float32");
    expect(made.device).toBe("cpu");
    expect(made.requiresGrad).toBe(false);
    expect(made.data()).toEqual(Float32Array.of(1, 2, 3, 4, 5, 6.5));
  });

  it("takes single values and empty arrays", () => {
    expect(tensor(3).shape).toEqual([]);
    expect(tensor(3).item()).toBe(3);
    expect(tensor([]).shape).toEqual([0]);
    expect(tensor([[], []]).shape).toEqual([2, 0]);
  });

  it("takes the dtype from the first value", () => {
    expect(tensor([1n, -2n]).dtype).toBe("int64");
    expect(tensor([true, false]).dtype).toBe("bool");
    expect(tensor([1, 2]).dtype).toBe("float32");
  });

  it.each([
    ["float32", [1, 2], Float32Array.of(1, 2)],
    ["float64", [0.1, 2], Float64Array.of(0.1, 2)],
    ["uint8", [0, 255], Uint8Array.of(0, 255)],
    ["int8", [-128, 127], Int8Array.of(-128, 127)],
    ["int16", [-3, 4], Int16Array.of(-3, 4)],
    ["int32", [-3, 4], Int32Array.of(-3, 4)],
    ["int64", [-3, 4n], BigInt64Array.of(-3n, 4n)],
    ["bool", [true, false], Uint8Array.of(1, 0)],
    ["complex64", [1, 2], Float32Array.of(1, 0, 2, 0)],
  ] as const)("makes %s", (dtype, values, expected) => {
    const made = tensor(values, { dtype });
    expect(made.dtype).toBe(dtype);
    expect(made.data()).toEqual(expected);
  });

  it.each(["float16", "bfloat16"] as const)("makes %s by way of float32", (dtype) => {
    const made = tensor([1, 2.5], { dtype });
    expect(made.dtype).toBe(dtype);
    expect(made.toArray()).toEqual([1, 2.5]);
  });

  it("takes complex numbers and makes complex64 of them where no dtype is given", () => {
    const made = tensor([
      { re: 1, im: -2 },
      { re: 0.5, im: 0 },
    ]);
    expect(made.dtype).toBe("complex64");
    expect(made.data()).toEqual(Float32Array.of(1, -2, 0.5, 0));
    const precise = tensor([{ re: 0.1, im: 0.2 }, 3], { dtype: "complex128" });
    expect(precise.data()).toEqual(Float64Array.of(0.1, 0.2, 3, 0));
    expect(precise.at(0).item()).toEqual({ re: 0.1, im: 0.2 });
  });

  it("copies typed arrays, views with an offset too", () => {
    const values = Float32Array.of(1, 2, 3, 4);
    const made = tensor(values.subarray(1), { shape: [3, 1] });
    values.fill(9);
    expect(made.toArray()).toEqual([[2], [3], [4]]);
  });

  it("records operations where asked", () => {
    expect(tensor([1], { requiresGrad: true }).requiresGrad).toBe(true);
    expect(tensor([1], { requiresGrad: true, dtype: "float64" }).requiresGrad).toBe(true);
  });

  const circular: unknown[] = [];
  circular.push(circular);
  it.each([
    ["ragged", [[1, 2], [3]], "values[1]: expected an array of 2 but received an array of 1"],
    ["uneven depth", [[1], 2], "values[1]: expected an array of 1 but received 2"],
    ["deeper", [1, [2]], "values[1]: expected a value of float32 but received an array of 1"],
    ["circular", circular, "values: expected at most 64 dimensions but received more"],
    ["strings", ["a"], 'values[0]: expected a value of float32 but received "a"'],
    ["null", [null], "values[0]: expected a value of float32 but received null"],
    ["mixed", [1n, 0.5], "values[1]: expected a value of int64 but received 0.5"],
    [
      "complex among floats",
      [1, { re: 1, im: 0 }],
      "values[1]: expected a value of float32 but received an object",
    ],
    [
      "no number within a complex one",
      [{ re: 1, im: 0 }, { re: 1 }],
      "values[1]: expected a value of complex64 but received an object",
    ],
    ["2 to the 64", [2n ** 64n], `values[0]: expected a value of int64 but received ${2n ** 64n}n`],
  ])("refuses %s", (_, values, message) => {
    // @ts-expect-error what a JavaScript user may pass
    expect(refusal(() => tensor(values))).toBe(message);
  });

  it.each([
    ["uint8", 256],
    ["int8", -129],
    ["int32", 0.5],
    ["int32", Number.NaN],
    ["int64", 2 ** 53],
  ] as const)("refuses for %s what it cannot hold: %d", (dtype, value) => {
    expect(refusal(() => tensor([value], { dtype }))).toBe(
      `values[0]: expected a value of ${dtype} but received ${value}`,
    );
  });

  it("refuses unknown options", () => {
    // @ts-expect-error misspelt
    expect(refusal(() => tensor([1], { dytpe: "float64" }))).toBe(
      'tensor.dytpe: expected one of the options (dtype, device, requiresGrad, shape) but received "dytpe"',
    );
    // @ts-expect-error no options
    expect(refusal(() => tensor([1], null))).toBe(
      "tensor.options: expected an object but received null",
    );
  });

  it("refuses wrong shapes, dtypes and devices", () => {
    const values = Float32Array.of(1, 2);
    expect(refusal(() => tensor(values, { shape: [3] }))).toBe(
      "bytes: expected 12 bytes but received 8",
    );
    expect(refusal(() => tensor([1], { shape: [1] }))).toBe(
      "shape: expected none for nested arrays but received one",
    );
    expect(refusal(() => tensor(values, { shape: [-2] }))).toBe(
      "shape[0]: expected a size ≥ 0 but received -2",
    );
    expect(refusal(() => tensor(values, { shape: [2 ** 40, 2 ** 40] }))).toBe(
      "shape: expected sizes whose product fits in 63 bits but received a larger one",
    );
    // @ts-expect-error no such typed array
    expect(refusal(() => tensor(Uint16Array.of(1)))).toBe(
      "values: expected a typed array of a tensor's dtype but received a Uint16Array",
    );
    // @ts-expect-error no such device
    expect(refusal(() => tensor([1], { device: "tpu" }))).toBe(
      'device: expected a device (cpu, cuda, cuda:0, …) but received "tpu"',
    );
    // @ts-expect-error no such dtype
    expect(refusal(() => tensor([1], { dtype: "float8" }))).toBe(
      "dtype: expected float32, float64, float16, bfloat16, uint8, int8, int16, int32, int64, bool, " +
        "complex64, complex128 but received float8",
    );
  });
});
