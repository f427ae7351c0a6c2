import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Tensor } from "../../lib/tensor/index.js";
import { saveSafetensors } from "../../lib/tensor/safetensors.js";
import { parseRunSpec } from "../../lib/train/run-spec.js";
import { startRun } from "../../lib/train/train.js";
import { dataSet, stateDict, valuesOf } from "./support/engine-run.js";
import { expectClose } from "./support/precision.js";
import { flat, problem, reference, type TrajectoryCase } from "./support/reference-data.js";

const cases = [
  ...reference("sgd").cases,
  ...reference("layca").cases,
  ...reference("schedules").cases,
];

describe("a run from files gives the reference's trajectory", () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "layca-reference-"));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(["velocity", "over average", "warm-up, then constant"])("%s", async (name) => {
    const given = cases.find((each): each is TrajectoryCase => each.name === name);
    if (given === undefined) throw new Error(`expected a case named ${name}`);
    const { network, initial, train } = problem(given.network);
    const { inputs, targets } = dataSet(train, "float64");
    save("data.safetensors", { "train.inputs": inputs, "train.targets": targets });
    save("w0.safetensors", stateDict(initial, "float64"));
    const { loss, optimizer, schedule, epochs, batchSize, expected } = given;
    const spec = parseRunSpec(
      {
        network,
        data: { kind: "safetensors", path: "data.safetensors" },
        ...{ loss, optimizer, schedule, epochs, batchSize },
        shuffle: false,
        precision: "float64",
        threads: 1,
        initialWeights: "w0.safetensors",
        record: { every: "step" },
      },
      { baseDirectory: folder },
    );
    const run = startRun(spec);
    const losses: number[] = [];
    for await (const entry of run) losses.push(entry.train.loss);
    const { status, history } = await run.result;
    expect(status).toBe("finished");
    expect(history.map((entry) => entry.train.loss)).toEqual(losses);
    expectClose(losses, expected.loss, 1e-9, "loss");
    for (const [key, tensor] of Object.entries(run.weights())) {
      expectClose(valuesOf(tensor.handle), flat(expected.atEnd[key] ?? []), 1e-9, key);
    }
    for (const [key, tensor] of Object.entries(run.initialWeights())) {
      expect(valuesOf(tensor.handle), key).toEqual(flat(initial[key] ?? []));
    }
  });

  function save(name: string, tensors: ReturnType<typeof stateDict>): void {
    const named = Object.entries(tensors).map(([key, handle]) => [key, Tensor.fromHandle(handle)]);
    saveSafetensors(join(folder, name), Object.fromEntries(named));
  }
});
