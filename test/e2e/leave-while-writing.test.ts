import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { readCheckpointHeader } from "../../lib/train/checkpoint.js";
import { runInto } from "../../lib/train/run-directory.js";
import { durableRuns, expectSameRun, recordIn, writeRunFile } from "../support/durable-runs.js";
import { writeMnist } from "../support/idx-files.js";
import { runScript } from "../support/run-script.js";
import { folderOfFile } from "../support/temporary-folder.js";

const folder = folderOfFile();

beforeAll(() => writeMnist(join(folder, "mnist"), { train: 64, test: 40 }));

it.each([
  ["process.exit", "exit", 3],
  ["worker.terminate", "worker", 0],
])(
  "left by %s while a checkpoint is written, a run goes on from a whole one",
  async (_, way, status) => {
    const { file, spec } = writeRunFile(folder, durableRuns[0] ?? "", { epochs: 40 });
    const [parts, whole] = [join(folder, way), join(folder, `whole-${way}`)];
    const script = "e2e/children/leave-while-writing.ts";
    expect(await runScript(script, [file, parts, way])).toEqual({
      ...{ status, signal: null, stdout: "", stderr: "" },
    });
    expect(recordIn(parts).status).toBe("running");
    expect(readdirSync(parts).filter((name) => name.includes(".tmp-"))).toEqual([]);
    expect(readCheckpointHeader(join(parts, "checkpoint.safetensors"))).toBeDefined();
    const { record } = await runInto(parts, spec, { resume: true });
    expect(record.status).toBe("finished");
    await runInto(whole, spec);
    expectSameRun(parts, whole);
  },
);
