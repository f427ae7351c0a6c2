import { spawnSync } from "node:child_process";
import { readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { removeLeftovers, replacedFiles } from "../../../lib/train/run-files.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

/** The id of a process that has ended. */
const ended = spawnSync(process.execPath, ["-e", ""]).pid;

test("half-written files go where their process has ended, and nothing else", async () => {
  const folder = temporaryFolder();
  const left = [
    `checkpoint.safetensors.tmp-${ended}-0`,
    `final.safetensors.tmp-${ended}-12`,
    "record.json.1",
  ];
  const stay = [
    "checkpoint.safetensors",
    `checkpoint.safetensors.tmp-${process.pid}-0`,
    "history.jsonl",
    "notes.tmp-1-1",
    "record.json",
    "record.json.123",
    "record.json.bak",
  ];
  for (const name of [...left, ...stay]) writeFileSync(join(folder, name), "");
  const twoMinutesAgo = new Date(Date.now() - 120_000);
  utimesSync(join(folder, "record.json.1"), twoMinutesAgo, twoMinutesAgo);
  await removeLeftovers(folder);
  expect(readdirSync(folder).sort()).toEqual(stay.sort());
});

test("a new run replaces its forerunner's record first, gzipped or not", () => {
  const first = replacedFiles("run").slice(0, 2);
  expect(first).toEqual([join("run", "record.json"), join("run", "record.json.gz")]);
});
