import { join } from "node:path";
import type { RunRecord } from "../record.js";
import { findRecorded } from "../train/beginning.js";
import type { PlannedRun } from "./plan.js";

/** Where the run with this key lies in a directory of figures. */
export function runDirectory(directory: string, key: string): string {
  return join(directory, "runs", key);
}

/** The record that serves a run: it ended by itself, be it in failure, and holds all that is asked. */
export function recordedRun(directory: string, { key, spec }: PlannedRun): RunRecord | undefined {
  return findRecorded(runDirectory(directory, key), spec, key, {});
}
