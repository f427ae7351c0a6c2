import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readHistory } from "../../../lib/train/history-file.js";
import { asyncRefusal } from "../../support/refusal.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

const lines = [
  '{"at":"step","epoch":0,"step":1,"lr":0.1,"train":{"loss":2}}\n',
  '{"at":"epoch","step":2}\n',
];
const [first = "", second = ""] = lines;

function written(text: string): string {
  const path = join(temporaryFolder(), "history.jsonl");
  writeFileSync(path, text);
  return path;
}

describe("readHistory", () => {
  it("gives the entries of the first bytes and does not look at what follows", async () => {
    const path = written(`${first}${second}{"at":"st`);
    expect(await readHistory(path, first.length)).toEqual([JSON.parse(first)]);
    expect(await readHistory(path, first.length + second.length)).toEqual(
      lines.map((line) => JSON.parse(line)),
    );
  });

  it("needs no file for no bytes", async () => {
    expect(await readHistory("/nowhere/history.jsonl", 0)).toEqual([]);
  });

  it("refuses a file that is missing, too short or another", async () => {
    expect(await asyncRefusal(() => readHistory("/nowhere/history.jsonl", 5))).toMatch(
      /^\/nowhere\/history\.jsonl: expected a run's history but it cannot be read \(ENOENT/,
    );
    const short = written(first);
    expect(await asyncRefusal(() => readHistory(short, first.length + 1))).toBe(
      `${short}: expected at least ${first.length + 1} bytes, as the checkpoint says, but found ${first.length}`,
    );
    expect(await asyncRefusal(() => readHistory(short, first.length - 1))).toBe(
      `${short}: expected a line to end at byte ${first.length - 1}, as the checkpoint says`,
    );
    for (const line of ["half", "3", "null", "{}"]) {
      const path = written(`${first}${line}\n`);
      expect(await asyncRefusal(() => readHistory(path, first.length + line.length + 1))).toBe(
        `${path}: line 2: expected an entry but received other text`,
      );
    }
  });
});
