import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { eventFile } from "../../../lib/report/event-file.js";
import { recordEvents } from "../../../lib/report/record-events.js";
import { runFolders, writeTensorboard } from "../../../lib/report/tensorboard.js";
import { sampleRecord, writeSample } from "../../support/sample-report.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

it("writes a file a run, by figure and labels, the same from the same records", async () => {
  const directory = temporaryFolder();
  const { rotation } = writeSample(directory);
  expect(await writeTensorboard(directory)).toBe(join(directory, "tensorboard"));
  const folders = readdirSync(join(directory, "tensorboard", "rotation"));
  expect(folders.sort()).toEqual([
    "task=MNIST-MLP,method=Layca,seed=0",
    "task=MNIST-MLP,method=SGD,seed=0",
  ]);
  expect(readdirSync(join(directory, "tensorboard", "fig1"))).toHaveLength(20);

  const folder = join(directory, "tensorboard", "rotation", "task=MNIST-MLP,method=Layca,seed=0");
  await writeTensorboard(directory);
  expect(readdirSync(folder)).toEqual(["events.out.tfevents.layca"]);
  const record = sampleRecord(rotation.runs[1]?.key ?? "", 1);
  const expected = eventFile(Date.parse(record.startedAt) / 1000, recordEvents(record));
  expect(readFileSync(join(folder, "events.out.tfevents.layca")).equals(expected)).toBe(true);
});

it("names folders in letters that every system allows, and none like another", () => {
  const run = (key: string, labels: Record<string, string | number>) => ({
    ...{ key: key.repeat(64), labels, status: "finished", values: {} },
  });
  const runs = [
    run("a", { method: "SGD + L2", rate: -3 }),
    run("b", { method: "a/b\\c:d", scale: 0.5 }),
    run("c", { method: "a?b*c|d", scale: 0.5 }),
    run("d", { method: "x".repeat(300) }),
    run("e", {}),
  ];
  expect([...runFolders(runs)].map(([name, { key }]) => [name, key[0]])).toEqual([
    ["method=SGD + L2,rate=-3", "a"],
    ["method=a_b_c_d,scale=0.5", "b"],
    [`method=a_b_c_d,scale=0.5-${"c".repeat(12)}`, "c"],
    [`method=${"x".repeat(113)}-${"d".repeat(12)}`, "d"],
    ["e".repeat(12), "e"],
  ]);
});
