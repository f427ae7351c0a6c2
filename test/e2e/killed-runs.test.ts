import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { runInto } from "../../lib/train/run-directory.js";
import { durableRuns, expectSameRun, writeRunFile } from "../support/durable-runs.js";
import { writeMnist } from "../support/idx-files.js";
import { runKilled, seededNumbers } from "../support/killed-run.js";
import { folderOfFile } from "../support/temporary-folder.js";

const folder = folderOfFile();

beforeAll(() => writeMnist(join(folder, "mnist"), { train: 64, test: 40 }));

// `npm run stress` kills each of them more often, a hundred times in all.
it.each([...durableRuns.slice(0, 5).entries()])(
  "killed at a random moment (seed %i), it ends as if it had not been: %s",
  async (seed, name) => {
    const { file, spec } = writeRunFile(folder, name, { epochs: 12 });
    const whole = join(folder, `whole-${seed}`);
    await runInto(whole, spec);
    const directory = join(folder, `killed-${seed}`);
    expect(await runKilled(file, directory, 1, seededNumbers(seed))).toBe(1);
    expectSameRun(directory, whole);
  },
);
