import { join } from "node:path";
import type { RunRecord } from "../record.js";
import { recordCovers } from "../train/record-covers.js";
import { isResult, readRecord } from "../train/run-record.js";
import type { PlannedRun } from "./plan.js";

/** Where the run with this key lies in a directory of figures. */
export function runDirectory(directory: string, key: string): string {
  return join(directory, "runs", key);
}

/** The record that serves a run: it ended by itself, be it in failure, and holds all that is asked. */
export async function recordedRun(
  directory: string,
  { key, spec }: PlannedRun,
): Promise<RunRecord | undefined> {
  const record = await readRecord(runDirectory(directory, key));
  if (!record || !isResult(record)) return undefined;
  return recordCovers(record.spec.record, spec.record) ? record : undefined;
}
