import { rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, it } from "vitest";
import { runInto } from "../../lib/train/run-directory.js";
import { durableRuns, expectSameRun, writeRunFile } from "../support/durable-runs.js";
import { writeMnist } from "../support/idx-files.js";
import { runKilled, seededNumbers } from "../support/killed-run.js";
import { folderOfFile } from "../support/temporary-folder.js";

const KILLS = 100;
const folder = folderOfFile();

beforeAll(() => writeMnist(join(folder, "mnist"), { train: 64, test: 40 }));

it.each([...durableRuns.entries()])(
  "killed again and again at random moments (seed %i), it ends as if it had not been: %s",
  async (seed, name) => {
    const { file, spec } = writeRunFile(folder, name, { epochs: 60 });
    const whole = join(folder, `whole-${seed}`);
    await runInto(whole, spec);
    const random = seededNumbers(1000 + seed);
    const wanted = Math.ceil(KILLS / durableRuns.length);
    for (let killed = 0; killed < wanted; ) {
      const directory = join(folder, `killed-${seed}-${killed}`);
      killed += await runKilled(file, directory, wanted - killed, random);
      expectSameRun(directory, whole);
      rmSync(directory, { recursive: true });
    }
  },
);
