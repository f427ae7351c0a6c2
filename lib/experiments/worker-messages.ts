import type { RunStatus } from "../record.js";
import type { RunSpec } from "../train/run-spec.js";

/** What a worker's process is told. */
export type ToWorker =
  | { readonly kind: "run"; readonly directory: string; readonly spec: RunSpec }
  /** Ends the run in hand after the step in hand, with a checkpoint. */
  | { readonly kind: "stop" };

/** What it tells of the run in hand. */
export type FromWorker =
  | { readonly kind: "progress"; readonly fraction: number }
  | { readonly kind: "notice"; readonly text: string }
  | { readonly kind: "ended"; readonly status: RunStatus }
  /** There is no result; `refused` where what the run was given cannot be used. */
  | { readonly kind: "failed"; readonly reason: string; readonly refused: boolean };
