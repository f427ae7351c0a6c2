import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { packedPath, readStoredText } from "../../../lib/check/stored-text.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

it("reads a file, else its gzipped one, else nothing", () => {
  const path = join(temporaryFolder(), "record.json");
  expect(readStoredText(path)).toBeUndefined();
  writeFileSync(packedPath(path), gzipSync("packed √"));
  expect(readStoredText(path)).toBe("packed √");
  writeFileSync(path, "plain");
  expect(readStoredText(path)).toBe("plain");
});

it("does not take what cannot be read for nothing", () => {
  const damaged = join(temporaryFolder(), "record.json");
  writeFileSync(packedPath(damaged), "no gzip");
  expect(() => readStoredText(damaged)).toThrow(/incorrect header check/);
  const folder = join(temporaryFolder(), "record.json");
  mkdirSync(folder);
  expect(() => readStoredText(folder)).toThrow(/EISDIR/);
});
