import { describe, expect, test } from "vitest";
import { engine } from "../../lib/native.js";
import {
  engineInputs,
  engineSpec,
  recordSpec,
  runEngine,
  samples,
} from "../support/engine-runs.js";
import { laycaSpec, sgdSpec } from "../support/optimizer-specs.js";

/** 30 samples in batches of 8: four updates an epoch. */
async function momentsOf(every: unknown) {
  const { history } = await runEngine(engineSpec({ record: recordSpec({ every }) }));
  return history.map(({ at, epoch, step }) => `${at} ${epoch} ${step}`);
}

describe("moments", () => {
  test("every epoch", async () => {
    expect(await momentsOf("epoch")).toEqual(["epoch 0 4", "epoch 1 8", "epoch 2 12"]);
  });

  test("the first step of every epoch, as published", async () => {
    expect(await momentsOf("firstStepOfEpoch")).toEqual([
      "firstStepOfEpoch 0 1",
      "firstStepOfEpoch 1 5",
      "firstStepOfEpoch 2 9",
    ]);
  });

  test("every step", async () => {
    const steps = Array.from({ length: 12 }, (_, i) => `step ${Math.floor(i / 4)} ${i + 1}`);
    expect(await momentsOf("step")).toEqual(steps);
  });

  test("every five steps, counted across epochs, with no entry at the end", async () => {
    expect(await momentsOf({ steps: 5 })).toEqual(["step 1 5", "step 2 10"]);
  });

  test("every step of one epoch, beside the ends of all", async () => {
    expect(await momentsOf(["epoch", { stepsOfEpoch: 1 }])).toEqual([
      "epoch 0 4",
      ...[5, 6, 7, 8].map((step) => `step 1 ${step}`),
      "epoch 1 8",
      "epoch 2 12",
    ]);
  });

  test("a list: one entry a kind, in order", async () => {
    expect(await momentsOf(["epoch", { steps: 4 }, { steps: 2 }, "firstStepOfEpoch"])).toEqual(
      [0, 1, 2].flatMap((epoch) => [
        `firstStepOfEpoch ${epoch} ${4 * epoch + 1}`,
        `step ${epoch} ${4 * epoch + 2}`,
        `step ${epoch} ${4 * epoch + 4}`,
        `epoch ${epoch} ${4 * epoch + 4}`,
      ]),
    );
  });

  test("dropLast leaves out the smaller batch", async () => {
    const { history, state } = await runEngine(engineSpec({ dropLast: true }));
    expect(history.map(({ step }) => step)).toEqual([3, 6, 9]);
    expect(state).toMatchObject({ step: 9, totalSteps: 9, samples: 24 });
  });
});

describe("entries", () => {
  test("lr is the scheduled one of the last update", async () => {
    const schedule = { kind: "step", milestones: [1, 2], gamma: 0.5 };
    const plain = await runEngine(engineSpec({ schedule, optimizer: sgdSpec({ lr: 0.4 }) }));
    expect(plain.history.map(({ lr }) => lr)).toEqual([0.4, 0.2, 0.1]);
    const layca = await runEngine(engineSpec({ schedule, optimizer: laycaSpec({ rate: 0.04 }) }));
    expect(layca.history.map(({ lr }) => lr)).toEqual([0.04, 0.02, 0.01]);
  });

  test("after one step of Layca every kernel stands at 1 − 1/√(1+ρ²), its norm kept", async () => {
    const rho = 3 ** -3;
    const record = recordSpec({ every: "step" });
    const { history } = await runEngine(
      engineSpec({ record, optimizer: laycaSpec({ rate: rho }) }),
    );
    const [first, second] = history.map(({ rotation }) => rotation);
    const distance = 1 - 1 / Math.sqrt(1 + rho ** 2);
    for (let kernel = 0; kernel < 3; kernel++) {
      expect((first?.distance?.[kernel] ?? 0) / distance).toBeCloseTo(1, 5);
      expect(first?.angle?.[kernel]).toBeCloseTo(Math.atan(rho), 6);
      expect(second?.angle?.[kernel]).toBeCloseTo(Math.atan(rho), 6);
      expect((second?.norm?.[kernel] ?? 0) / (first?.norm?.[kernel] ?? 1)).toBeCloseTo(1, 7);
    }
  });

  test("the exact arc turns by the rate in radians, alpha slows by depth", async () => {
    const record = recordSpec({ every: "step" });
    const optimizer = laycaSpec({ rate: 0.1, arc: "exact", alpha: 0.5 });
    const { history } = await runEngine(engineSpec({ record, optimizer, precision: "float64" }));
    const [first] = history.map(({ rotation }) => rotation?.angle ?? []);
    const expected = [0.5 ** 5, 0.5 ** 2.5, 1].map((multiplier) => 0.1 * multiplier);
    first?.forEach((angle, kernel) => {
      expect(angle / (expected[kernel] ?? 0)).toBeCloseTo(1, 10);
    });
  });

  test("rotation and norms are recorded as asked", async () => {
    const rotationOf = async (rotation: boolean, norms: boolean) => {
      const record = recordSpec({ rotation, norms });
      const { history } = await runEngine(engineSpec({ epochs: 1, record }));
      return history[0]?.rotation && Object.keys(history[0].rotation);
    };
    expect(await rotationOf(true, true)).toEqual(["distance", "angle", "rate", "norm"]);
    expect(await rotationOf(true, false)).toEqual(["distance", "angle", "rate"]);
    expect(await rotationOf(false, true)).toEqual(["norm"]);
    expect(await rotationOf(false, false)).toBeUndefined();
  });

  test("training figures are means over the epoch's samples so far", async () => {
    const record = recordSpec({ every: ["step", "epoch"] });
    const { history } = await runEngine(
      engineSpec({ record, epochs: 1, optimizer: sgdSpec({ lr: 0 }), shuffle: false }),
    );
    const full = await runEngine(
      engineSpec({ epochs: 1, batchSize: 30, optimizer: sgdSpec({ lr: 0 }), shuffle: false }),
    );
    expect(history.at(-1)?.train.loss).toBeCloseTo(full.history[0]?.train.loss ?? 0, 6);
    expect(history.at(-1)?.train.accuracy).toBe(full.history[0]?.train.accuracy);
    expect(history.at(-1)?.train).toEqual(history.at(-2)?.train);
    expect((history[0]?.train.accuracy ?? 0.1) * 8).toBe(
      Math.round((history[0]?.train.accuracy ?? 0) * 8),
    );
  });

  test("validation at epoch ends, the test at the end, both in evaluation mode", async () => {
    const inputs = engineInputs({ validation: samples(), test: samples() });
    const { history, state } = await runEngine(
      engineSpec({ record: recordSpec({ every: ["epoch", "step"] }) }),
      inputs,
    );
    const ends = history.filter(({ at }) => at === "epoch");
    expect(ends.every(({ validation }) => validation !== undefined)).toBe(true);
    expect(history.some(({ at, validation }) => at === "step" && validation)).toBe(false);
    expect(state.test).toEqual(ends.at(-1)?.validation);
  });

  test("an index that has no entry is refused", async () => {
    const { handle } = await runEngine(engineSpec());
    expect(() => engine().runEntry(handle, 3)).toThrow(
      "index: expected the index of an entry but received 3",
    );
  });
});

describe("divergence", () => {
  test("ends the run and names epoch, step and layer", async () => {
    const { state, handle } = await runEngine(
      engineSpec({ optimizer: sgdSpec({ lr: 1e38 }) }),
      engineInputs({ test: samples() }),
    );
    expect(state.status).toBe("failed");
    expect(state.error).toBeUndefined();
    expect(state.test).toBeUndefined();
    expect(state.reason).toMatch(
      /^the (loss|gradient) is not finite at epoch 0, step [1-4], layer "[024]"$/,
    );
    expect(Object.keys(engine().runWeights(handle, "current"))).toHaveLength(6);
  });

  test("shows in the feedback first where the epoch has no further update", async () => {
    const record = recordSpec({
      rotation: false,
      norms: false,
      feedback: { layer: "0", images: 30 },
    });
    const optimizer = sgdSpec({ lr: 1e38 });
    const { state } = await runEngine(engineSpec({ record, optimizer, batchSize: 30 }));
    expect(state).toMatchObject({
      status: "failed",
      reason: "the feedback is not finite at epoch 0, step 1",
    });
  });
});
