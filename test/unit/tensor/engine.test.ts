import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import type { TensorHandle } from "../../../lib/addon.js";
import { asLaycaError, InputError, TorchError } from "../../../lib/errors.js";
import { engine } from "../../../lib/native.js";
import { EngineOperator } from "../../../lib/tensor/index.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

/** What the engine itself throws: name, code and message. */
function thrown(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    const { name, code, message } = error as Error & { code?: string };
    return `${name} ${code}: ${message}`;
  }
  throw new Error("expected an error but nothing was thrown");
}

describe("operator", () => {
  const find = (...args: unknown[]) => Reflect.apply(engine().operator, undefined, args);
  const call = (name: string, overload: string, args: readonly unknown[]) =>
    new EngineOperator(name, overload).call(engine(), ...args);
  const one = () => engine().tensorFromBytes(Float32Array.of(1), [1], "float32", "cpu");

  it.each([
    ["aten::nope", "", "an operator and overload of libtorch", '"aten::nope"'],
    ["aten::add", "Nope", "an operator and overload of libtorch", '"aten::add.Nope"'],
    ["prim::Print", "", "a name such as aten::add", '"prim::Print"'],
    [
      "aten::_to_copy",
      "",
      "one that may be called",
      "aten::_to_copy: operators with a leading underscore are libtorch's own",
    ],
    [
      "aten::sum",
      "dim_DimnameList",
      "one that may be called",
      "aten::sum.dim_DimnameList: named dimensions are not available",
    ],
    [
      "aten::from_file",
      "",
      "one that may be called",
      "aten::from_file: it maps a file whose later truncation ends the process; use loadSafetensors",
    ],
  ])("refuses %s.%s", (operator, overload, expected, received) => {
    expect(thrown(() => call(operator, overload, []))).toBe(
      `TypeError BAD_ARGUMENT: operator: expected ${expected} but received ${received}`,
    );
  });

  it("refuses arguments of its own that are none", () => {
    expect(thrown(() => find(5, ""))).toBe(
      "TypeError BAD_ARGUMENT: operator: expected a string but received 5",
    );
    expect(thrown(() => call("aten::relu", "", [one(), 1]))).toBe(
      "TypeError BAD_ARGUMENT: relu: expected at most 1 arguments but received 2",
    );
    expect(thrown(() => find())).toBe(
      "TypeError BAD_ARGUMENT: operator: expected a string but received undefined",
    );
  });

  it.each([
    ["aten::set_", "source_Storage", [null, {}], "set_.source", "Storage", "an object"],
    ["aten::record_stream", "", [null, 0], "recordStream.s", "Stream", "0"],
  ])("refuses what JavaScript cannot pass: %s.%s", (operator, overload, args, place, type, got) => {
    const passed = args.map((value) => (value === null ? one() : value));
    expect(thrown(() => call(operator, overload, passed))).toBe(
      `TypeError BAD_ARGUMENT: ${place}: expected nothing, as a value of type ${type} is not available yet, ` +
        `but received ${got}`,
    );
  });

  it("takes the schema's defaults for undefined and nothing for null", () => {
    const sum = call("aten::sum", "dim_IntList", [one(), null, undefined, undefined]);
    expect(call("aten::item", "", [sum])).toBe(1);
  });

  it("converts lists of optional tensors, of numbers and of booleans", () => {
    const square = engine().tensorFromBytes(Float32Array.of(1, 2, 3, 4), [2, 2], "float32", "cpu");
    const row = engine().tensorFromBytes(BigInt64Array.of(1n), [], "int64", "cpu");
    const picked = call("aten::index", "Tensor", [square, [null, row]]) as TensorHandle;
    expect(new Float32Array(engine().tensorToBytes(picked))).toEqual(Float32Array.of(2, 4));
    expect(call("aten::result_type", "Tensor", [square, row])).toBe("float32");
    expect(call("aten::is_same_size", "", [square, row])).toBe(false);
    const parts = call("aten::unbind", "int", [square]);
    expect(parts).toHaveLength(2);
  });

  it("takes and gives strings, devices and complex numbers", () => {
    const trace = call("aten::einsum", "", [
      "ii",
      [engine().tensorFromBytes(Float32Array.of(1, 2, 3, 4), [2, 2], "float32", "cpu")],
    ]);
    expect(call("aten::item", "", [trace])).toBe(5);
    const made = call("aten::scalar_tensor", "", [{ re: 1, im: -2 }, "complex128"]);
    expect(call("aten::item", "", [made])).toEqual({ re: 1, im: -2 });
  });

  it("hands libtorch's warnings to process.emitWarning", () => {
    const emitWarning = vi.spyOn(process, "emitWarning").mockReturnValue();
    const x = engine().tensorFromBytes(Float32Array.of(1, 2, 3, 4), [4], "float32", "cpu");
    const out = engine().tensorFromBytes(Float32Array.of(0), [1], "float32", "cpu");
    call("aten::add", "out", [x, x, 1, out]);
    expect(emitWarning.mock.calls).toEqual([
      [
        expect.stringMatching(/^An output with one or more elements was resized/),
        "LibtorchWarning",
      ],
    ]);
    emitWarning.mockRestore();
  });
});

describe("tensorFromFile", () => {
  const file = () => {
    const path = join(temporaryFolder(), "values");
    writeFileSync(path, Uint8Array.of(0, 0, 1, 2, 3, 4));
    return path;
  };
  const read = (...args: unknown[]) => Reflect.apply(engine().tensorFromFile, undefined, args);

  it("reads values at an offset", () => {
    const tensor = read(file(), 2, [2], "int16");
    expect(new Int16Array(engine().tensorToBytes(tensor))).toEqual(Int16Array.of(513, 1027));
    expect(engine().tensorInfo(read(file(), 6, [0], "float32")).shape).toEqual([0]);
  });

  it("makes 0 and 1 of every byte of a bool", () => {
    const tensor = read(file(), 0, [6], "bool");
    expect(new Uint8Array(engine().tensorToBytes(tensor))).toEqual(Uint8Array.of(0, 0, 1, 1, 1, 1));
  });

  it("checks the file's size before anything is allocated", () => {
    const path = file();
    expect(thrown(() => read(path, 3, [4], "uint8"))).toBe(
      `RangeError BAD_ARGUMENT: ${path}: expected 4 bytes at offset 3 but received a file of 6 bytes`,
    );
    expect(thrown(() => read(path, 0, [2 ** 50], "float64"))).toBe(
      `RangeError BAD_ARGUMENT: ${path}: expected ${2n ** 53n} bytes at offset 0 but received a file of 6 bytes`,
    );
    expect(thrown(() => read(path, -1, [1], "uint8"))).toBe(
      `RangeError BAD_ARGUMENT: ${path}: expected 1 bytes at offset -1 but received a file of 6 bytes`,
    );
  });

  it("refuses what is no file", () => {
    const path = file();
    rmSync(path);
    expect(thrown(() => read(path, 0, [1], "uint8"))).toBe(
      `TypeError BAD_ARGUMENT: ${path}: expected a readable file but received No such file or directory`,
    );
    const folder = temporaryFolder();
    expect(thrown(() => read(folder, 0, [1], "uint8"))).toBe(
      `TypeError BAD_ARGUMENT: ${folder}: expected a regular file but received something else`,
    );
    expect(thrown(() => read("a\0b", 0, [1], "uint8"))).toBe(
      "TypeError BAD_ARGUMENT: path: expected a path but received one with a NUL",
    );
  });
});

describe("asLaycaError", () => {
  const coded = (code: string, message: string, place?: string) =>
    Object.assign(new Error(message), { code, ...(place === undefined ? {} : { place }) });

  it("makes an InputError of bad arguments, with their place", () => {
    const error = asLaycaError(coded("BAD_ARGUMENT", "x.y: expected 1 but received 2", "x.y"));
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).issues).toEqual([
      { path: "x.y", message: "expected 1 but received 2" },
    ]);
  });

  it("makes a TorchError of libtorch's and the engine's", () => {
    expect(asLaycaError(coded("TORCH_ERROR", "no"))).toEqual(new TorchError("no"));
    expect(asLaycaError(coded("ENGINE_ERROR", "out of memory"))).toBeInstanceOf(TorchError);
  });

  it("leaves other errors as they are", () => {
    const error = coded("ENOENT", "no such file");
    expect(asLaycaError(error)).toBe(error);
    expect(asLaycaError("text")).toBe("text");
  });
});
