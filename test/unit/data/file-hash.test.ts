import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { fileHash } from "../../../lib/data/file-hash.js";
import { asyncRefusal } from "../../support/refusal.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

const contents = Buffer.from("contents of a file");
const sha256 = createHash("sha256").update(contents).digest("hex");

function written(bytes: Uint8Array): string {
  const path = join(temporaryFolder(), "file");
  writeFileSync(path, bytes);
  return path;
}

test("hashes contents, those of a gzipped file unpacked", async () => {
  expect(await fileHash(written(contents), "data.path")).toBe(sha256);
  expect(await fileHash(written(gzipSync(contents)), "data.path")).toBe(sha256);
  expect(await fileHash(written(Buffer.alloc(0)), "data.path")).toMatch(/^e3b0c442/);
});

test("refuses a gzipped file that is cut off", async () => {
  const path = written(gzipSync(contents).subarray(0, 20));
  expect(await asyncRefusal(() => fileHash(path, "data.path"))).toBe(
    `${path}: expected a readable file but received an error: unexpected end of file`,
  );
});
