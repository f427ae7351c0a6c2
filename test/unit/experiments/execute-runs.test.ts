import { beforeEach, describe, expect, it, vi } from "vitest";
import { datasets } from "../../../lib/data/index.js";
import { InputError, LibtorchError } from "../../../lib/errors.js";
import { executeRuns } from "../../../lib/experiments/execute-runs.js";
import type { PlannedRun } from "../../../lib/experiments/plan.js";
import type { ReproduceProgress } from "../../../lib/experiments/time-left.js";
import type { RunWorker, WorkerEnding } from "../../../lib/experiments/worker-process.js";
import { network } from "../../../lib/nn/index.js";
import { sgd } from "../../../lib/optim/index.js";
import { readRecord } from "../../../lib/train/run-record.js";
import { parseRunSpec } from "../../../lib/train/run-spec.js";
import { sampleRecord } from "../../support/sample-report.js";

vi.mock("../../../lib/train/run-record.js", async (original) => ({
  ...(await original<object>()),
  readRecord: vi.fn(),
}));

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

interface Given {
  readonly onFraction: (fraction: number) => void;
  readonly isStopped: () => boolean;
}

/** Workers that do as `runner` says; every run that ends leaves a record. */
function workersBy(runner: (epochs: number, given: Given) => Promise<Partial<WorkerEnding>>) {
  const workers = { started: 0, disposed: 0 };
  const startWorker = (): RunWorker => {
    workers.started++;
    let stopped = false;
    return {
      execute: async ({ spec }, { onFraction }) => ({
        ...{ kind: "ended", status: "finished", reason: "" },
        ...(await runner(spec.epochs, { onFraction, isStopped: () => stopped })),
      }),
      stop: () => {
        stopped = true;
      },
      [Symbol.dispose]: () => {
        workers.disposed++;
      },
    };
  };
  return { workers, startWorker };
}

const tick = () => new Promise((resolve) => setTimeout(resolve, 1));

describe("executeRuns", () => {
  beforeEach(() => {
    vi.mocked(readRecord).mockReturnValue(sampleRecord("", 0));
  });

  it("takes the costly runs first, so many at once, and lets the workers go", async () => {
    const order: number[] = [];
    let now = 0;
    let most = 0;
    const { workers, startWorker } = workersBy(async (epochs) => {
      order.push(epochs);
      most = Math.max(most, ++now);
      await tick();
      now--;
      return {};
    });
    const outcomes = await executeRuns(runs, { directory: "out", jobs: 2, startWorker });
    expect([...outcomes.keys()].sort()).toEqual(["run1", "run2", "run3"]);
    expect(order).toEqual([3, 2, 1]);
    expect(most).toBe(2);
    expect(workers).toEqual({ started: 2, disposed: 2 });
  });

  it("starts no more workers than there are runs", async () => {
    const { workers, startWorker } = workersBy(async () => ({}));
    await executeRuns(runs, { directory: "out", jobs: 8, startWorker });
    expect(workers.started).toBe(3);
  });

  it("goes on when a run fails, be it refused or its process lost", async () => {
    const { startWorker } = workersBy(async (epochs) => {
      if (epochs === 3) return { kind: "failed", reason: "its process ended by SIGKILL" };
      return epochs === 2 ? { kind: "failed", reason: "data: none", unusable: "input" } : {};
    });
    const outcomes = await executeRuns(runs, { directory: "out", jobs: 1, startWorker });
    expect(outcomes.get("run3")).toEqual({ reason: "its process ended by SIGKILL" });
    expect(outcomes.get("run2")).toEqual({ reason: "data: none" });
    expect(outcomes.get("run1")).toMatchObject({ record: { status: "finished" } });
  });

  it.each([
    ["input", InputError, "device: cuda was asked for but there is none"],
    ["libtorch", LibtorchError, "libtorch is not there; `npx layca setup` fetches it"],
  ] as const)("throws what none of them can use: %s", async (unusable, kind, reason) => {
    const { startWorker } = workersBy(async () => ({ kind: "failed", reason, unusable }));
    const error = await executeRuns(runs, { directory: "out", jobs: 2, startWorker }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(kind);
    expect(error).toMatchObject({ message: reason });
  });

  it("tells of a run without a record, or whose process alone was asked to end", async () => {
    vi.mocked(readRecord).mockReturnValue(undefined);
    const { startWorker } = workersBy(async (epochs) =>
      epochs === 3 ? { status: "interrupted" } : {},
    );
    const outcomes = await executeRuns(runs, { directory: "out", jobs: 1, startWorker });
    expect(outcomes.get("run3")).toEqual({ reason: "its process was asked to end" });
    expect(outcomes.get("run1")).toEqual({ reason: "it left no record" });
  });

  it("stops what is in hand once it is aborted, starts nothing more, and gives no outcome to what was cut off", async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const { startWorker } = workersBy(async (epochs, { isStopped }) => {
      seen.push(epochs);
      if (epochs === 3) return {};
      controller.abort();
      while (!isStopped()) await tick();
      return { status: "interrupted" };
    });
    const { signal } = controller;
    const outcomes = await executeRuns(runs, { directory: "out", jobs: 1, signal, startWorker });
    expect([...outcomes.keys()]).toEqual(["run3"]);
    expect(seen).toEqual([3, 2]);
  });

  it("reports progress weighted by cost", async () => {
    const seen: ReproduceProgress[] = [];
    const { startWorker } = workersBy(async (_epochs, { onFraction }) => {
      onFraction(0.5);
      return {};
    });
    const onProgress = (progress: ReproduceProgress) => seen.push(progress);
    await executeRuns(runs, { directory: "out", jobs: 1, onProgress, startWorker });
    expect(seen.map(({ fraction }) => Number((6 * fraction).toFixed(6)))).toEqual([
      1.5, 3, 4, 5, 5.5, 6,
    ]);
    expect(seen.at(-1)).toMatchObject({ ended: 3, total: 3, fraction: 1, secondsLeft: 0 });
  });
});
