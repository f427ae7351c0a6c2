import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { datasets } from "../../lib/data/index.js";
import { InputError } from "../../lib/errors.js";
import { network } from "../../lib/nn/index.js";
import { layca, sgd } from "../../lib/optim/index.js";
import type { HistoryEntry } from "../../lib/record.js";
import { saveSafetensors } from "../../lib/tensor/index.js";
import { type TrainOptions, train } from "../../lib/train/train.js";
import { writeMnist } from "../support/idx-files.js";
import { folderOfFile } from "../support/temporary-folder.js";

const folder = folderOfFile();
const net = network
  .vector({ features: 784 })
  .linear(16, { init: "glorotUniform" })
  .relu()
  .linear(10);
const options = {
  optimizer: layca(sgd(), { rate: 3 ** -3 }),
  epochs: 3,
  batchSize: 16,
  threads: 1,
} as const satisfies TrainOptions;
const long = { ...options, epochs: 100_000 };

const start = (changes: Partial<TrainOptions> = {}) =>
  train(net, datasets.mnist({ root: folder }), { ...options, ...changes });

async function collect(entries: AsyncIterable<HistoryEntry>): Promise<HistoryEntry[]> {
  const all: HistoryEntry[] = [];
  for await (const entry of entries) all.push(entry);
  return all;
}

beforeAll(() => writeMnist(folder, { train: 60, test: 40 }));

describe("train", () => {
  it("gives its records by iteration and its result at the end", async () => {
    const run = start();
    const entries = await collect(run);
    const result = await run.result;
    expect(entries.map(({ at, epoch, step }) => ({ at, epoch, step }))).toEqual([
      { at: "epoch", epoch: 0, step: 4 },
      { at: "epoch", epoch: 1, step: 8 },
      { at: "epoch", epoch: 2, step: 12 },
    ]);
    expect(result).toMatchObject({ status: "finished", history: entries });
    expect(result.layers).toEqual([
      { name: "0", parameter: "0.weight", shape: [16, 784] },
      { name: "2", parameter: "2.weight", shape: [10, 16] },
    ]);
    expect(result.test).toEqual({ loss: expect.any(Number), accuracy: expect.any(Number) });
    expect(run.progress()).toMatchObject({ step: 12, totalSteps: 12, epochs: 3 });
  });

  it("serves two readers and one that comes late the same entries", async () => {
    const run = start();
    const [first, second] = await Promise.all([collect(run), collect(run)]);
    expect(second).toEqual(first);
    expect(await collect(run)).toEqual(first);
  });

  it("goes on when a reader leaves by break", async () => {
    const run = start();
    for await (const _ of run) break;
    expect((await run.result).status).toBe("finished");
  });

  it("finishes when nobody reads it", async () => {
    expect((await start().result).history).toHaveLength(3);
  });

  it("is interrupted by its signal, before and in the middle of training", async () => {
    expect((await start({ ...long, signal: AbortSignal.abort() }).result).status).toBe(
      "interrupted",
    );
    const controller = new AbortController();
    const run = start({ ...long, signal: controller.signal });
    for await (const entry of run) if (entry.epoch === 2) controller.abort();
    const { status, history, test } = await run.result;
    expect(status).toBe("interrupted");
    expect(history.length).toBeLessThan(long.epochs);
    expect(test).toBeUndefined();
  });

  it("gives initial and final weights by PyTorch's names", async () => {
    const run = start();
    expect(() => run.weights()).toThrow(
      "run.weights() is available when the run has ended: await run.result first",
    );
    await run.result;
    const names = ["0.weight", "0.bias", "2.weight", "2.bias"];
    expect(Object.keys(run.weights())).toEqual(names);
    expect(Object.keys(run.initialWeights())).toEqual(names);
    expect(run.weights()["0.weight"]?.shape).toEqual([16, 784]);
  });

  it("goes on from given weights", async () => {
    const first = start({ epochs: 1 });
    await first.result;
    const path = join(folder, "initial.safetensors");
    saveSafetensors(path, first.weights());
    const second = start({ initialWeights: path });
    await second.result;
    expect(second.initialWeights()["2.weight"]?.toArray()).toEqual(
      first.weights()["2.weight"]?.toArray(),
    );
  });

  it("refuses a spec that cannot be at once", () => {
    expect(() => start({ epochs: -1 })).toThrow(InputError);
  });

  it("rejects, and ends the iteration, when the data cannot be read", async () => {
    const run = train(net, datasets.mnist({ root: join(folder, "none") }), options);
    await expect(collect(run)).rejects.toThrow(InputError);
    await expect(run.result).rejects.toThrow(InputError);
  });
});
