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
  | {
      /** There is no result. */
      readonly kind: "failed";
      readonly reason: string;
      /** What cannot be used: what the run was given, or libtorch. */
      readonly unusable?: "input" | "libtorch";
    };
