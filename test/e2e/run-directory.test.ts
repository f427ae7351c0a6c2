import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { engine } from "../../lib/native.js";
import { saveSafetensors, tensor, torch } from "../../lib/tensor/index.js";
import { loadCheckpoint } from "../../lib/train/checkpoint.js";
import { type RunIntoOptions, runInto } from "../../lib/train/run-directory.js";
import { parseRunSpec, type RunSpecInput } from "../../lib/train/run-spec.js";
import { durableRuns, expectSameRun, writeRunFile } from "../support/durable-runs.js";
import { writeMnist } from "../support/idx-files.js";
import { asyncRefusal } from "../support/refusal.js";
import { smallRun } from "../support/run-specs.js";
import { folderOfFile } from "../support/temporary-folder.js";

const folder = folderOfFile();
const at = (name: string) => join(folder, name);

function specOf(changes: Partial<RunSpecInput> = {}) {
  const own = { threads: 1, checkpoint: { every: { epochs: 1 } } };
  return parseRunSpec({ ...smallRun, ...own, ...changes }, { baseDirectory: folder });
}

/** Every file of a directory with its bytes. */
function contents(directory: string): Record<string, string> {
  const names = readdirSync(directory).sort();
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(join(directory, name), "hex")]),
  );
}

beforeAll(() => writeMnist(join(folder, "mnist"), { train: 64, test: 40 }));

describe("a run that is refused leaves what the directory holds as it was", () => {
  const directory = at("kept");
  let before: Record<string, string>;

  beforeAll(async () => {
    await runInto(directory, specOf());
    before = contents(directory);
  });

  async function refused(
    changes: Partial<RunSpecInput>,
    options: RunIntoOptions = { force: true },
  ) {
    const message = await asyncRefusal(() => runInto(directory, specOf(changes), options));
    expect(contents(directory)).toEqual(before);
    return message;
  }

  it("for want of a CUDA device", async ({ skip }) => {
    if (engine().cudaDeviceCount() > 0) skip("this machine has a CUDA device");
    expect(await refused({ device: "cuda" })).toMatch(/^device: cuda was asked for but/u);
  });

  it("for batches that its data cannot fill", async () => {
    expect(await refused({ batchSize: 65, dropLast: true })).toMatch(
      /^batchSize: expected at most/u,
    );
  });

  it("for initial weights without a direction", async () => {
    const path = at("zero.safetensors");
    saveSafetensors(path, {
      ...{ "0.weight": torch.zeros([20, 784]), "0.bias": torch.zeros([20]) },
      ...{ "2.weight": torch.ones([10, 20]), "2.bias": torch.zeros([10]) },
    });
    const optimizer = { kind: "layca", base: { kind: "sgd" }, rate: 0.1 } as const;
    expect(await refused({ initialWeights: path, optimizer })).toBe(
      'layer "0": expected a kernel that is not zero (its rotation is undefined) but received zeros',
    );
  });

  it("for a checkpoint that does not fit, which is named", async () => {
    const checkpoint = join(directory, "checkpoint.safetensors");
    const good = readFileSync(checkpoint);
    saveSafetensors(checkpoint, { "0.weight": tensor([1]) });
    const foreign = contents(directory);
    const message = await asyncRefusal(() =>
      runInto(directory, specOf({ epochs: 3 }), { resume: true }),
    );
    expect(message).toContain(`${checkpoint}: expected a checkpoint of format`);
    expect(contents(directory)).toEqual(foreign);
    writeFileSync(checkpoint, good);
  });

  it("for a run that is under way there", async () => {
    const spec = specOf({ epochs: 100_000 });
    const controller = new AbortController();
    const busy = at("busy");
    const notices: string[] = [];
    const first = runInto(busy, spec, {
      signal: controller.signal,
      onProgress: ({ step }) => {
        if (step > 0 && notices.length === 0) notices.push("under way");
      },
    });
    await expect.poll(() => notices.length, { timeout: 20_000, interval: 10 }).toBe(1);
    for (const options of [{}, { resume: true }, { force: true }]) {
      expect(await asyncRefusal(() => runInto(busy, spec, options))).toMatch(
        /busy: expected no run under way but process \d+ on \S+ has one there$/u,
      );
    }
    controller.abort();
    expect((await first).record.status).toBe("interrupted");
    expect(readdirSync(busy)).not.toContain("run.lock");
  });
});

describe("a run that goes on where it can", () => {
  it("starts again from a damaged checkpoint, and says so", async () => {
    const directory = at("damaged");
    const spec = specOf({ epochs: 4 });
    await runInto(directory, spec, { signal: AbortSignal.abort() });
    const checkpoint = join(directory, "checkpoint.safetensors");
    const bytes = readFileSync(checkpoint);
    writeFileSync(checkpoint, bytes.fill(9, bytes.length - 200, bytes.length - 190));
    expect(await asyncRefusal(() => runInto(directory, spec, { resume: true }))).toMatch(
      /checkpoint\.safetensors: expected the checksum .*: it is damaged$/u,
    );
    const notices: string[] = [];
    const options = { resume: "orStart", onNotice: (text: string) => notices.push(text) } as const;
    await runInto(directory, spec, options);
    expect(notices).toEqual([
      expect.stringMatching(/it is damaged; starting from the beginning$/u),
    ]);
    await runInto(at("undamaged"), spec);
    expectSameRun(directory, at("undamaged"));
  });

  it("starts an ended run again whose record does not hold what is asked", async () => {
    const directory = at("recorded-less");
    await runInto(directory, specOf());
    const spec = specOf({ record: { every: "step" } });
    const message = await asyncRefusal(() => runInto(directory, spec, { resume: true }));
    expect(message).toMatch(/^record\.every: the run in .* has "epoch" but "step" was asked for$/u);
    const { record, recorded } = await runInto(directory, spec, { resume: "orStart" });
    expect(recorded).toBe(false);
    expect(record.history).toHaveLength(8);
  });

  it("leaves no weights where none are wanted", async () => {
    const directory = at("light");
    await runInto(directory, specOf(), { weights: false });
    expect(readdirSync(directory).sort()).toEqual(["history.jsonl", "record.json"]);
  });
});

describe("interrupted and resumed again and again, a run ends as if it had not been", () => {
  it.each(durableRuns)("%s", async (name) => {
    const { spec } = writeRunFile(folder, name, { epochs: 12 });
    const index = durableRuns.indexOf(name);
    const [whole, parts] = [at(`whole-${index}`), at(`parts-${index}`)];
    await runInto(whole, spec);
    let interrupted = 0;
    for (let entries = 1; ; entries = 2 * entries + 1) {
      const controller = new AbortController();
      const lines = () => readFileSync(join(parts, "history.jsonl"), "utf8").split("\n").length - 1;
      const watching = setInterval(() => {
        try {
          if (lines() >= entries) controller.abort();
        } catch {
          // Not there yet.
        }
      }, 1);
      const { record } = await runInto(parts, spec, { resume: true, signal: controller.signal });
      clearInterval(watching);
      if (record.status !== "interrupted") break;
      interrupted++;
      const { position } = loadCheckpoint(join(parts, "checkpoint.safetensors"));
      expect(record.step).toBe(position.step);
    }
    expect(interrupted).toBeGreaterThan(0);
    expectSameRun(parts, whole);
  });
});
