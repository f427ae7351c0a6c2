import { beforeEach, describe, expect, it, vi } from "vitest";
import { datasets } from "../../../lib/data/index.js";
import { InputError, TorchError } from "../../../lib/errors.js";
import { executeRuns } from "../../../lib/experiments/execute-runs.js";
import type { PlannedRun } from "../../../lib/experiments/plan.js";
import type { ReproduceProgress } from "../../../lib/experiments/time-left.js";
import { network } from "../../../lib/nn/index.js";
import { sgd } from "../../../lib/optim/index.js";
import type { RunRecord } from "../../../lib/record.js";
import { type RunIntoOptions, runInto } from "../../../lib/train/run-directory.js";
import { parseRunSpec } from "../../../lib/train/run-spec.js";
import { sampleRecord } from "../../support/sample-report.js";

vi.mock("../../../lib/train/run-directory.js", () => ({ runInto: vi.fn(), readRecord: vi.fn() }));

/** Runs told apart by their epochs, which is what they cost. */
const runs: PlannedRun[] = [1, 3, 2].map((epochs) => ({
  key: `run${epochs}`,
  labels: {},
  cost: epochs,
  spec: parseRunSpec({
    network: network.vector({ features: 784 }).linear(10),
    data: datasets.mnist(),
    optimizer: sgd(),
    epochs,
    batchSize: 1,
  }),
}));

type Runner = (epochs: number, options: RunIntoOptions) => Promise<Partial<RunRecord>>;

function runBy(runner: Runner): void {
  vi.mocked(runInto).mockImplementation(async (_directory, spec, options = {}) => ({
    record: { ...sampleRecord("", 0), ...(await runner(spec.epochs, options)) },
    recorded: false,
  }));
}

const tick = () => new Promise((resolve) => setTimeout(resolve, 1));

describe("executeRuns", () => {
  beforeEach(() => {
    vi.mocked(runInto).mockReset();
  });

  it("takes the costly runs first, so many at once", async () => {
    const started: number[] = [];
    let now = 0;
    let most = 0;
    runBy(async (epochs) => {
      started.push(epochs);
      most = Math.max(most, ++now);
      await tick();
      now--;
      return {};
    });
    const outcomes = await executeRuns(runs, { directory: "out", jobs: 2 });
    expect([...outcomes.keys()].sort()).toEqual(["run1", "run2", "run3"]);
    expect(started).toEqual([3, 2, 1]);
    expect(most).toBe(2);
  });

  it("goes on when a run fails, by training or for want of memory", async () => {
    runBy(async (epochs) => {
      if (epochs === 3) throw new TorchError("out of memory");
      return epochs === 2 ? { status: "failed", reason: "the loss is not finite" } : {};
    });
    const outcomes = await executeRuns(runs, { directory: "out", jobs: 1 });
    expect(outcomes.get("run3")).toEqual({ reason: "out of memory" });
    expect(outcomes.get("run2")).toMatchObject({ record: { status: "failed" } });
    expect(outcomes.get("run1")).toMatchObject({ record: { status: "finished" } });
  });

  it("stops the others and throws when what a run is given cannot be used", async () => {
    let stopped = false;
    runBy(async (epochs, { signal }) => {
      if (epochs === 3) throw InputError.at("data.root", "expected images but found none");
      while (!signal?.aborted) await tick();
      stopped = true;
      return { status: "interrupted" };
    });
    await expect(executeRuns(runs, { directory: "out", jobs: 2 })).rejects.toThrow(
      "data.root: expected images but found none",
    );
    expect(stopped).toBe(true);
    expect(runInto).toHaveBeenCalledTimes(2);
  });

  it("starts nothing more once it is aborted, and gives no outcome to what was cut off", async () => {
    const controller = new AbortController();
    runBy(async (epochs) => {
      if (epochs === 3) return {};
      controller.abort();
      return { status: "interrupted" };
    });
    const { signal } = controller;
    const outcomes = await executeRuns(runs, { directory: "out", jobs: 1, signal });
    expect([...outcomes.keys()]).toEqual(["run3"]);
    expect(runInto).toHaveBeenCalledTimes(2);
  });

  it("reports progress weighted by cost", async () => {
    const seen: ReproduceProgress[] = [];
    runBy(async (_epochs, { onProgress }) => {
      const rest = { epoch: 0, epochs: 1, samples: 0, seconds: 0 };
      onProgress?.({ ...rest, step: 1, totalSteps: 2 });
      return {};
    });
    const onProgress = (progress: ReproduceProgress) => seen.push(progress);
    await executeRuns(runs, { directory: "out", jobs: 1, onProgress });
    expect(seen.map(({ fraction }) => Number((6 * fraction).toFixed(6)))).toEqual([
      1.5, 3, 4, 5, 5.5, 6,
    ]);
    expect(seen.at(-1)).toMatchObject({ ended: 3, total: 3, fraction: 1, secondsLeft: 0 });
  });
});
