import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { InputError } from "../../../lib/errors.js";
import { saveSafetensors, tensor } from "../../../lib/tensor/index.js";
import {
  loadCheckpoint,
  namingCheckpoint,
  readCheckpointHeader,
} from "../../../lib/train/checkpoint.js";
import { refusal } from "../../support/refusal.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

const header = { format: "layca-checkpoint/1", key: "abc", spec: '{"epochs":3}' };
const position = [1n, 2n, 30n, 40n, 6n, 789n];

function written(metadata: Record<string, string>, values: readonly bigint[] = position): string {
  const path = join(temporaryFolder(), "checkpoint.safetensors");
  const own = tensor(BigInt64Array.from(values), { shape: [values.length] });
  const sum = tensor(Uint8Array.of(0, 0, 0, 0), { shape: [4] });
  const tensors = { "layca/position": own, "0.weight": tensor([[1, 2]]), "layca/checksum": sum };
  saveSafetensors(path, tensors, metadata);
  const bytes = readFileSync(path);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, -4)), bytes.length - 4);
  writeFileSync(path, bytes);
  return path;
}

describe("a checkpoint", () => {
  it("says whose it is and where it stands", () => {
    const path = written(header);
    expect(readCheckpointHeader(path)).toEqual({ path, key: "abc", spec: { epochs: 3 } });
    const loaded = loadCheckpoint(path);
    expect(loaded.position).toEqual({ epoch: 1, step: 6, historyBytes: 789 });
    expect(loaded.tensors["0.weight"]?.toArray()).toEqual([[1, 2]]);
  });

  it("may not be there", () => {
    expect(readCheckpointHeader(join(temporaryFolder(), "checkpoint.safetensors"))).toBeUndefined();
  });

  it("is refused where it is another file, with its name", () => {
    const weights = written({ ...header, format: "layca-weights/1" });
    expect(refusal(() => readCheckpointHeader(weights))).toBe(
      `${weights}: expected a checkpoint of format "layca-checkpoint/1" but received "layca-weights/1"`,
    );
    const plain = written({});
    expect(refusal(() => readCheckpointHeader(plain))).toBe(
      `${plain}: expected a checkpoint of format "layca-checkpoint/1" but received a file without it`,
    );
    for (const spec of ["", "null", "3", "{"]) {
      const path = written({ ...header, spec });
      expect(refusal(() => readCheckpointHeader(path))).toBe(
        `${path}: expected a checkpoint with its run's key and spec but it lacks them`,
      );
    }
    const text = join(temporaryFolder(), "checkpoint.safetensors");
    writeFileSync(text, "no checkpoint at all");
    expect(refusal(() => readCheckpointHeader(text))).toMatch(
      /safetensors: expected a safetensors file/,
    );
  });

  it("is refused, with its name, where any byte of it is another", () => {
    const path = written(header);
    const good = readFileSync(path);
    for (let at = 0; at < good.length; at++) {
      const bad = Buffer.from(good);
      bad.writeUInt8(bad.readUInt8(at) ^ 0x10, at);
      writeFileSync(path, bad);
      expect(refusal(() => readCheckpointHeader(path)).startsWith(`${path}: `), `${at}`).toBe(true);
    }
    writeFileSync(path, good.fill(7, good.length - 20, good.length - 19));
    expect(refusal(() => readCheckpointHeader(path))).toMatch(
      /safetensors: expected the checksum [\da-f]{8}, which the file ends with, but received [\da-f]{8}: it is damaged$/u,
    );
  });

  it("is refused without a checksum at its end", () => {
    const path = join(temporaryFolder(), "checkpoint.safetensors");
    saveSafetensors(path, { "0.weight": tensor([[1, 2]]) }, header);
    expect(refusal(() => readCheckpointHeader(path))).toBe(
      `${path}: expected a checkpoint that ends with its checksum but it does not`,
    );
  });

  it("is refused where it was cut off", () => {
    for (const bytes of [0, 7, 100, 250]) {
      const path = written(header);
      truncateSync(path, bytes);
      expect(refusal(() => readCheckpointHeader(path))).toContain(path);
    }
  });

  it.each([[[1n, 2n]], [[1n, 2n, 3n, 4n, 5n, -6n]], [[1n, 2n, 3n, 4n, 5n, 2n ** 60n]]])(
    "is refused with the position %o",
    (values) => {
      const path = written(header, values);
      expect(refusal(() => loadCheckpoint(path))).toBe(
        `${path}: tensor "layca/position": expected six integers ≥ 0`,
      );
    },
  );
});

describe("namingCheckpoint", () => {
  it("names the file in place of the engine's word for it", () => {
    const error = new InputError([
      { path: 'checkpoint["a.b"]', message: "expected 1" },
      { path: "data.train", message: "expected 2" },
    ]);
    expect(namingCheckpoint(error, "out/c.st").message).toBe(
      'out/c.st: tensor "a.b": expected 1\ndata.train: expected 2',
    );
  });
});
