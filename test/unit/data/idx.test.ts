import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { readIdx } from "../../../lib/data/idx.js";
import { idxBytes } from "../../support/idx-files.js";
import { refusal } from "../../support/refusal.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

const images = idxBytes(
  [2, 2, 3],
  Uint8Array.from({ length: 12 }, (_, index) => index),
);

function written(bytes: Uint8Array): string {
  const path = join(temporaryFolder(), "file");
  writeFileSync(path, bytes);
  return path;
}

test.each([
  ["as it is", images],
  ["gzipped", gzipSync(images)],
])("reads a file %s", (_name, bytes) => {
  const idx = readIdx(written(bytes), "images");
  expect(idx.shape).toEqual([2, 2, 3]);
  expect([...idx.values]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(Buffer.from(idx.bytes).equals(images)).toBe(true);
});

const huge = idxBytes([0xffffffff, 28, 28], new Uint8Array(8));
const labels = idxBytes([3], new Uint8Array(3));

test.each<[name: string, bytes: Uint8Array, message: string]>([
  ["an empty file", new Uint8Array(0), "expected IDX images (magic 2051) but found 0 bytes in all"],
  [
    "half a magic",
    images.subarray(0, 3),
    "expected IDX images (magic 2051) but found 3 bytes in all",
  ],
  ["labels", labels, "expected IDX images (magic 2051) but found IDX labels (magic 2049)"],
  [
    "gzipped labels",
    gzipSync(labels),
    "expected IDX images (magic 2051) but found IDX labels (magic 2049)",
  ],
  [
    "a foreign file",
    Buffer.from("PNG!"),
    "expected IDX images (magic 2051) but found magic 1347307297",
  ],
  [
    "half a header",
    images.subarray(0, 9),
    "expected a header of 16 bytes but found 9 bytes in all",
  ],
  ["a file cut off", images.subarray(0, 20), "expected 28 bytes for 2 × 2 × 3 images but found 20"],
  [
    "bytes to spare",
    Buffer.concat([images, images]),
    "expected 28 bytes for 2 × 2 × 3 images but found 56",
  ],
  [
    "gzipped bytes to spare",
    gzipSync(Buffer.concat([images, images])),
    "expected 28 bytes for 2 × 2 × 3 images but found more",
  ],
  [
    "no images",
    idxBytes([0, 28, 28], new Uint8Array(0)),
    "expected at least one of images but found none",
  ],
  [
    "a huge count",
    huge,
    "expected at most 2147483647 bytes but the header announces 3367254359296",
  ],
  [
    "a gzipped huge count",
    gzipSync(idxBytes([2_000_000, 28, 28], new Uint8Array(8))),
    "expected 1568000016 bytes for 2000000 × 28 × 28 images but found 24",
  ],
  [
    "a gzipped file cut off",
    gzipSync(images).subarray(0, 30),
    "expected a readable file but received an error: unexpected end of file",
  ],
  [
    "a broken gzipped file",
    Buffer.from([0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
    "expected a readable file but received an error: unknown compression method",
  ],
])("refuses %s", (_name, bytes, message) => {
  const path = written(bytes);
  expect(refusal(() => readIdx(path, "images"))).toBe(`${path}: ${message}`);
});
