import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import type { EngineSpec, NativeRunInputs, TensorHandle } from "../../lib/addon.js";
import { engine } from "../../lib/native.js";
import { loadSafetensors } from "../../lib/tensor/index.js";
import {
  batchNorm,
  engineInputs,
  engineSpec,
  linear,
  recordSpec,
  relu,
  runEngine,
  samples,
  started,
  weightBytes,
} from "../support/engine-runs.js";
import { adamSpec, laycaSpec, sgdSpec, warmupSpec } from "../support/optimizer-specs.js";
import { folderOfFile } from "../support/temporary-folder.js";

const folder = folderOfFile();
let files = 0;

/** Where a run of its own writes. */
function paths(): Required<Pick<NativeRunInputs, "checkpointPath" | "historyPath">> {
  const name = join(folder, String(files++));
  return { checkpointPath: `${name}.safetensors`, historyPath: `${name}.jsonl` };
}

function checkpointIn(path: string): Record<string, TensorHandle> {
  const tensors = Object.entries(loadSafetensors(path));
  return Object.fromEntries(tensors.map(([name, tensor]) => [name, tensor.handle]));
}

const inputs = (changes: Partial<NativeRunInputs> = {}) =>
  engineInputs({ validation: samples(20), test: samples(10), ...changes });

/** Starts a run and stops it once it has done `step` updates or more. */
async function stopAt(step: number, spec: EngineSpec, given: NativeRunInputs) {
  const { handle, ended } = started(spec, given);
  while (engine().runState(handle).step < step && engine().runState(handle).status === "running") {
    await delay(1);
  }
  engine().runStop(handle);
  return ended;
}

const normed = {
  input: { kind: "vector", features: 12 },
  layers: [linear(24), batchNorm, relu, linear(16), relu, linear(3)],
};

/** 3 batches an epoch. Each has some state of its own to keep. */
const specs: Record<string, EngineSpec> = {
  "momentum and Layca, every step": {
    optimizer: laycaSpec({ base: sgdSpec({ momentum: 0.9 }) }),
    record: recordSpec({ every: ["step", "epoch"] }),
  },
  "adam, its moments, and angles over several steps": {
    optimizer: adamSpec({ amsgrad: true }),
    schedule: { kind: "cosine", epochs: 300, final: 0.1 },
    record: recordSpec({
      every: [{ steps: 7 }, "epoch"],
      gradients: true,
      secondMoments: true,
      top5: true,
    }),
  },
  "batch-norm and the best epoch by validation": { network: normed, select: "bestValidation" },
  "a loss that stands still": {
    optimizer: sgdSpec({ lr: 0 }),
    shuffle: false,
    stop: [{ kind: "lossUnchanged", epochs: 290 }],
  },
  "accumulation, clipping, a warm-up": {
    ...{ batchSize: 4, accumulate: 3, clipGradNorm: 0.1, schedule: warmupSpec({ epochs: 200 }) },
    optimizer: laycaSpec({ radius: "current", base: sgdSpec({ momentumForm: "velocity" }) }),
    record: recordSpec({ every: "firstStepOfEpoch" }),
  },
  "a frozen prefix": { trainable: ["4"] },
  bfloat16: { precision: "bfloat16", optimizer: sgdSpec({ momentum: 0.9 }) },
};

describe.each(Object.entries(specs))("%s", (_, changes) => {
  const spec = (more: EngineSpec = {}) =>
    engineSpec({ batchSize: 12, epochs: 300, ...changes, ...more });

  test("a run that was stopped again and again ends as one that was not", async () => {
    const whole = paths();
    const expected = await runEngine(spec(), inputs(whole));
    const parts = paths();
    let resume: Record<string, TensorHandle> | undefined;
    let stops = 0;
    for (let step = 50; ; step += 123) {
      const given = inputs({ ...parts, ...(resume ? { resume } : {}) });
      const { handle, state } = await stopAt(step, spec(), given);
      if (state.status !== "interrupted") {
        expect(state).toMatchObject({
          status: expected.state.status,
          step: expected.state.step,
          test: expected.state.test,
        });
        expect(state.reason).toBe(expected.state.reason);
        expect(weightBytes(handle)).toEqual(weightBytes(expected.handle));
        expect(weightBytes(handle, "initial")).toEqual(weightBytes(expected.handle, "initial"));
        break;
      }
      stops++;
      resume = checkpointIn(parts.checkpointPath);
      // As if it had gone on for a while before it was killed.
      appendFileSync(parts.historyPath, '{"at":"step","epoch":0,"step":99999,"half a li');
    }
    expect(stops).toBeGreaterThan(0);
    expect(readFileSync(parts.historyPath, "utf8")).toBe(readFileSync(whole.historyPath, "utf8"));
  });

  test("a longer run goes on from where a shorter one ended", async () => {
    const parts = paths();
    const checkpoint = { every: { epochs: 1000 } };
    await runEngine(spec({ epochs: 20, checkpoint }), inputs(parts));
    const longer = await runEngine(
      spec({ epochs: 40, checkpoint }),
      inputs({ ...parts, resume: checkpointIn(parts.checkpointPath) }),
    );
    const whole = paths();
    const expected = await runEngine(spec({ epochs: 40, checkpoint }), inputs(whole));
    expect(weightBytes(longer.handle)).toEqual(weightBytes(expected.handle));
    expect(longer.state.test).toEqual(expected.state.test);
    expect(readFileSync(parts.historyPath, "utf8")).toBe(readFileSync(whole.historyPath, "utf8"));
  });
});

describe("when checkpoints are written", () => {
  /** Steps at which a run of 12 steps, 4 an epoch, leaves a new checkpoint. */
  async function stepsOf(checkpoint: unknown, changes: EngineSpec = {}): Promise<number[]> {
    const { checkpointPath } = paths();
    const steps: number[] = [];
    const position = () => {
      const tensor = checkpointIn(checkpointPath)["layca/position"];
      if (!tensor) throw new Error("no position");
      return Number(new BigInt64Array(engine().tensorToBytes(tensor))[4]);
    };
    const spec = engineSpec({ ...(checkpoint ? { checkpoint } : {}), ...changes });
    const { state } = await runEngine(spec, engineInputs({ checkpointPath }));
    expect(state.status).not.toBe("failed");
    try {
      steps.push(position());
    } catch {
      // None was written.
    }
    return steps;
  }

  test("none unless asked for, else one at the end whatever was asked for", async () => {
    expect(await stepsOf(undefined)).toEqual([]);
    expect(await stepsOf({ every: { epochs: 2 } })).toEqual([12]);
    expect(await stepsOf({ every: { steps: 5 } })).toEqual([12]);
    const stop = [{ kind: "lossBelow", value: 100 }];
    expect(await stepsOf({ every: { epochs: 9 } }, { stop })).toEqual([4]);
  });

  test("a run that diverges leaves the last good one", async () => {
    const optimizer = sgdSpec({ lr: 1e12, momentum: 0.9 });
    const last = await stepsOf({ every: { steps: 1 } }, { optimizer: sgdSpec() });
    expect(last).toEqual([12]);
    const { checkpointPath } = paths();
    const spec = engineSpec({ optimizer, epochs: 100, checkpoint: { every: { steps: 1 } } });
    const { state } = await runEngine(spec, engineInputs({ checkpointPath }));
    expect(state.status).toBe("failed");
    const kept = loadSafetensors(checkpointPath)["0.weight"];
    expect(kept?.toArray().toString()).not.toMatch(/NaN|Infinity/);
  });
});

test("a second run does not write the history of one that is under way", async () => {
  const { historyPath } = paths();
  const first = started(engineSpec({ epochs: 1_000_000 }), engineInputs({ historyPath }));
  while (engine().runState(first.handle).step === 0) await delay(1);
  const second = await runEngine(engineSpec(), engineInputs({ historyPath }));
  expect(second.state).toMatchObject({
    status: "failed",
    error: true,
    reason: `${historyPath}: another run is writing it`,
  });
  engine().runStop(first.handle);
  expect((await first.ended).state.status).toBe("interrupted");
});

describe("a checkpoint that does not fit", () => {
  const spec = engineSpec({
    ...{ network: normed, batchSize: 10, select: "bestValidation" },
    optimizer: laycaSpec({ base: adamSpec() }),
    record: recordSpec({ every: ["epoch", { steps: 2 }], gradients: true }),
  });
  let good: Record<string, TensorHandle>;
  let history: string;

  beforeAll(async () => {
    const at = paths();
    await runEngine({ ...spec, checkpoint: { every: { epochs: 1 } } }, inputs(at));
    good = checkpointIn(at.checkpointPath);
    history = readFileSync(at.historyPath, "utf8");
  });

  const longs = (values: readonly bigint[]) =>
    engine().tensorFromBytes(BigInt64Array.from(values), [values.length], "int64", "cpu");

  /** How a resumed run ends with one tensor replaced, or left out; the history must stay as it was. */
  async function endOf(name: string, by: TensorHandle | undefined) {
    const { historyPath } = paths();
    appendFileSync(historyPath, history);
    const { [name]: _, ...others } = good;
    const resume = by ? { ...others, [name]: by } : others;
    const { state } = await runEngine({ ...spec, epochs: 4 }, inputs({ resume, historyPath }));
    if (state.error) expect(readFileSync(historyPath, "utf8")).toBe(history);
    return state;
  }

  test("is refused for every tensor that is missing but may not be, with its name", async () => {
    // The checksum is of the file, and looked at where that is read.
    const optional = ["layca/cachedLayers", "layca/checksum"];
    for (const name of Object.keys(good)) {
      const state = await endOf(name, undefined);
      if (optional.includes(name)) {
        expect(state.status).toBe("finished");
      } else if (name === "layca/best") {
        // As if no epoch had ended yet.
        expect(state.status).toBe("finished");
      } else {
        expect(state, name).toMatchObject({
          status: "failed",
          place: `checkpoint["${name}"]`,
        });
      }
    }
  });

  test("is refused, or goes on, whatever stands in a tensor", async () => {
    const strange = [
      longs([]),
      longs([-1n, 2n ** 62n, -(2n ** 63n), 5n, 5n, 5n]),
      engine().tensorFromBytes(new Float64Array(3), [3], "float64", "cpu"),
      engine().tensorFromBytes(Uint8Array.of(1), [], "bool", "cpu"),
    ];
    for (const name of Object.keys(good)) {
      for (const value of strange) {
        const { status, place } = await endOf(name, value);
        if (status === "failed") expect(place, name).toMatch(/^checkpoint\["/);
      }
    }
  });

  test.each<[string, readonly bigint[], string]>([
    ["past its epochs", [5n, 0n, 0n, 0n, 15n, 0n], "epoch 5, update 0, step 15"],
    ["past the updates of an epoch", [1n, 4n, 0n, 0n, 7n, 0n], "epoch 1, update 4, step 7"],
    ["at another step", [1n, 2n, 0n, 0n, 6n, 0n], "epoch 1, update 2, step 6"],
  ])("is refused with a place %s", async (_, position, received) => {
    expect(await endOf("layca/position", longs(position))).toMatchObject({
      status: "failed",
      error: true,
      reason: `checkpoint["layca/position"]: expected a place within 4 epochs of 3 updates but received ${received}`,
    });
  });

  test("is refused with a longer history than there is", async () => {
    const length = history.length + 1;
    const state = await endOf("layca/position", longs([3n, 0n, 0n, 0n, 9n, BigInt(length)]));
    expect(state.reason).toMatch(
      new RegExp(
        `expected at least ${length} bytes, as the checkpoint says, but found ${history.length}$`,
      ),
    );
  });
});
