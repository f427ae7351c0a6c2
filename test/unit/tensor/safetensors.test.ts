import { mkdirSync, readdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import {
  loadSafetensors,
  readSafetensors,
  saveSafetensors,
  tensor,
  torch,
} from "../../../lib/tensor/index.js";
import { refusal } from "../../support/refusal.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

let path = "";
beforeEach(() => {
  path = join(temporaryFolder(), "weights.safetensors");
});

/** Writes a file with this header, as text or as a value, and so many bytes of values. */
function write(header: unknown, values = 8): void {
  const text = Buffer.from(typeof header === "string" ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  writeFileSync(path, Buffer.concat([length, text, Buffer.alloc(values)]));
}

const f32 = (shape: unknown, ...offsets: number[]) => ({
  dtype: "F32",
  shape,
  data_offsets: offsets,
});

describe("a safetensors file", () => {
  it("brings back what was saved: names, shapes, dtypes, values, metadata", () => {
    const saved = {
      weight: tensor([
        [1, 2],
        [3, 4],
      ]),
      "bias é": tensor([0.1], { dtype: "float64" }),
      count: tensor(7n),
      mask: tensor([true, false]),
      half: tensor([1.5], { dtype: "float16" }),
      brain: tensor([1.5], { dtype: "bfloat16" }),
      bytes: tensor([255], { dtype: "uint8" }),
      empty: torch.zeros([0, 3]),
    };
    saveSafetensors(path, saved, { format: "pt", seed: "1" });
    const loaded = loadSafetensors(path);
    expect(Object.keys(loaded).sort()).toEqual(Object.keys(saved).sort());
    for (const [name, { dtype, shape }] of Object.entries(saved)) {
      expect({ dtype: loaded[name]?.dtype, shape: loaded[name]?.shape }).toEqual({ dtype, shape });
      expect(loaded[name]?.toArray()).toEqual(saved[name as keyof typeof saved].toArray());
    }
    expect(readSafetensors(path).metadata).toEqual({ format: "pt", seed: "1" });
  });

  it("saves views by their values", () => {
    saveSafetensors(path, { turned: tensor([[1, 2]]).transpose(0, 1) });
    expect(loadSafetensors(path).turned?.toArray()).toEqual([[1], [2]]);
  });

  it("saves conjugates and negatives, which are flags on the memory, by their values", () => {
    const z = torch.complex(tensor([1.5]), tensor([2.5]));
    saveSafetensors(path, { conjugate: z.conj(), negative: z.conj().imag });
    const { conjugate, negative } = loadSafetensors(path);
    expect(conjugate?.toArray()).toEqual([{ re: 1.5, im: -2.5 }]);
    expect(negative?.toArray()).toEqual([-2.5]);
  });

  it("gives every tensor's place in the file", () => {
    write({ b: f32([1], 4, 8), a: f32([], 0, 4) });
    const { tensors } = readSafetensors(path);
    expect([...tensors.keys()]).toEqual(["b", "a"]);
    expect(tensors.get("a")).toMatchObject({ dtype: "float32", shape: [], byteLength: 4 });
    expect((tensors.get("b")?.offset ?? 0) - (tensors.get("a")?.offset ?? 0)).toBe(4);
  });

  it("may be empty, and may have a tensor named as JavaScript's own", () => {
    write({}, 0);
    expect(loadSafetensors(path)).toEqual({});
    write('{"__proto__":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}');
    expect(Object.keys(loadSafetensors(path))).toEqual(["__proto__"]);
  });

  it("appears whole or not at all", () => {
    const bad = tensor([1], { dtype: "complex128" });
    expect(refusal(() => saveSafetensors(path, { good: tensor([1]), bad }))).toBe(
      'tensors["bad"]: expected a dtype that safetensors has but received complex128',
    );
    expect(readdirSync(join(path, ".."))).toEqual([]);
    expect(refusal(() => saveSafetensors("a\0b", {}))).toBe(
      "path: expected a path but received one with a NUL",
    );
  });
});

describe("refused, naming the file", () => {
  const refused = () => refusal(() => loadSafetensors(path)).replace(`${path}: `, "");

  it("what is no file", () => {
    expect(refused()).toBe(
      `expected a readable file but received ENOENT: no such file or directory, open '${path}'`,
    );
    mkdirSync(path);
    expect(refused()).toBe("expected a file but received something else");
  });

  it("a file that is cut off", () => {
    writeFileSync(path, "");
    expect(refused()).toBe("expected a safetensors file but received 0 bytes");
    writeFileSync(path, Buffer.alloc(7));
    expect(refused()).toBe("expected a safetensors file but received 7 bytes");
    write({ a: f32([2], 0, 8) });
    const whole = 8 + JSON.stringify({ a: f32([2], 0, 8) }).length + 8;
    truncateSync(path, whole - 1);
    expect(refused()).toBe(
      'tensor "a": expected data_offsets within the file\'s 7 bytes of values but received [0,8]',
    );
    truncateSync(path, 20);
    expect(refused()).toBe(
      `expected a header of ${whole - 16} bytes but received a file of 20 bytes`,
    );
  });

  it("a huge header", () => {
    writeFileSync(path, Buffer.alloc(16, 0xff));
    expect(refused()).toBe(
      "expected a safetensors file, whose header has at most 100000000 bytes, but received a length of " +
        "18446744073709551615",
    );
  });

  it.each([
    ["other text", "not JSON", "expected a header in JSON but received other text"],
    ["other bytes", "\u{FEFF}{}", "expected a header in JSON but received other text"],
    ["a list", [], "expected a header that is a JSON object but received another value"],
    ["null", null, "expected a header that is a JSON object but received another value"],
    [
      "a name twice",
      '{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"\\u0061":{"dtype":"F32"}}',
      'expected every name once but received "a" twice',
    ],
    ["a number", { a: 5 }, 'tensor "a": expected an object but received 5'],
    [
      "metadata that is no object",
      { __metadata__: 5 },
      "expected __metadata__ to be an object of strings but received another value",
    ],
    [
      "metadata of numbers",
      { __metadata__: { a: 5 } },
      "expected __metadata__ to be an object of strings but received another value",
    ],
    [
      "an unknown dtype",
      { a: { ...f32([2], 0, 8), dtype: "F8_E4M3" } },
      'tensor "a": expected a dtype among F32, F64, F16, BF16, U8, I8, I16, I32, I64, BOOL, C64 but received ' +
        '"F8_E4M3"',
    ],
    [
      "a negative size",
      { a: f32([-2], 0, 8) },
      'tensor "a": expected a shape of integers ≥ 0 but received [-2]',
    ],
    [
      "a shape that is no list",
      { a: f32("2", 0, 8) },
      'tensor "a": expected a shape of integers ≥ 0 but received "2"',
    ],
    [
      "one offset",
      { a: f32([2], 0) },
      'tensor "a": expected data_offsets [begin, end] but received [0]',
    ],
    [
      "offsets the wrong way round",
      { a: f32([2], 8, 0) },
      'tensor "a": expected data_offsets [begin, end] but received [8,0]',
    ],
    [
      "a shape that does not fit",
      { a: f32([3], 0, 8) },
      'tensor "a": expected 12 bytes for F32 of shape [3] but received 8',
    ],
    [
      "an overflowing shape",
      { a: f32([2 ** 40, 2 ** 40], 0, 8) },
      `tensor "a": expected ${2 ** 80 * 4} bytes for F32 of shape [${2 ** 40}, ${2 ** 40}] but received 8`,
    ],
    [
      "an overlap",
      { a: f32([1], 0, 4), b: f32([2], 0, 8) },
      'tensor "b": expected its bytes to begin at 4, where the ones before end, but received 0',
    ],
    [
      "a gap",
      { a: f32([1], 4, 8) },
      'tensor "a": expected its bytes to begin at 0, where the ones before end, but received 4',
    ],
    ["values left over", { a: f32([1], 0, 4) }, "expected 4 bytes of values but received 8"],
  ])("%s", (_, header, message) => {
    write(header);
    expect(refused()).toBe(message);
  });

  it("a header that is not UTF-8", () => {
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(2n);
    writeFileSync(path, Buffer.concat([length, Buffer.of(0xff, 0xfe)]));
    expect(refused()).toBe("expected a header in UTF-8 but received other bytes");
  });
});
