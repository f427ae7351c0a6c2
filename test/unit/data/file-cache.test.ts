import { rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FileCache } from "../../../lib/data/file-cache.js";
import { refusal } from "../../support/refusal.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

test("makes a thing once while its files stay as they are", () => {
  const cache = new FileCache<number>(2);
  const path = join(temporaryFolder(), "file");
  writeFileSync(path, "a");
  let made = 0;
  const get = (variant: string) => cache.get([path], variant, () => ++made);
  expect([get("x"), get("x"), get("y"), get("x")]).toEqual([1, 1, 2, 1]);
  expect([get("z"), get("x"), get("y")]).toEqual([3, 1, 4]);
  utimesSync(path, 1, 1);
  expect([get("y"), get("y")]).toEqual([5, 5]);
  writeFileSync(path, "ab");
  utimesSync(path, 1, 1);
  expect(get("y")).toBe(6);
  rmSync(path);
  expect(refusal(() => get("y"))).toBe(`${path}: expected a file but ${path} does not exist`);
});
