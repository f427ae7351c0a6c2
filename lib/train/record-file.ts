import { cpus } from "node:os";
import writeFileAtomic from "write-file-atomic";
import { LaycaError } from "../errors.js";
import { engine } from "../native.js";
import type { HistoryEntry, RunRecord } from "../record.js";
import { laycaVersion } from "../version.js";
import type { Run } from "./run.js";
import type { RunSpec } from "./run-spec.js";

const REWRITE_INTERVAL_MS = 1000;
/** A long history takes a while to write: rewriting takes at most so much of the time. */
const MOST_OF_TIME = 0.05;

/** What the record of a run is made of. */
interface Subject {
  readonly key: string;
  readonly spec: RunSpec;
  readonly run: Run;
  /** The record of the parts before where the run was resumed. */
  readonly before: RunRecord | undefined;
}

/** A run's `record.json`, rewritten whole and atomically. */
export class RecordFile {
  readonly #path: string;
  readonly #subject: Subject;
  readonly #startedAt: string;
  #written = false;
  #next = 0;

  constructor(path: string, subject: Subject) {
    this.#path = path;
    this.#subject = subject;
    this.#startedAt = subject.before?.startedAt ?? new Date().toISOString();
  }

  /** Whether enough time has passed since the last time. */
  mayRewrite(): boolean {
    return performance.now() >= this.#next;
  }

  /**
   * Writes the record as it stands now.
   *
   * @throws LaycaError naming the file where it cannot be written.
   */
  async write(
    history: readonly HistoryEntry[],
    outcome: Pick<RunRecord, "status" | "reason" | "test">,
  ): Promise<RunRecord> {
    const started = performance.now();
    const record = this.#snapshot(history, outcome);
    await this.#write(record);
    const now = performance.now();
    this.#next = now + Math.max(REWRITE_INTERVAL_MS, (now - started) / MOST_OF_TIME);
    return record;
  }

  get written(): boolean {
    return this.#written;
  }

  #snapshot(
    history: readonly HistoryEntry[],
    outcome: Pick<RunRecord, "status" | "reason" | "test">,
  ): RunRecord {
    const { key, spec, run, before } = this.#subject;
    const { seconds, step } = run.progress();
    return {
      format: "layca-record/1",
      key,
      spec: { ...spec },
      versions: versions(),
      machine: { cpu: cpus()[0]?.model.trim() ?? "unknown", threads: spec.threads },
      startedAt: this.#startedAt,
      seconds: (before?.seconds ?? 0) + seconds,
      step,
      ...outcome,
      layers: run.layers,
      history,
    };
  }

  async #write(record: RunRecord): Promise<void> {
    try {
      await writeFileAtomic(this.#path, `${JSON.stringify(record)}\n`);
      this.#written = true;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new LaycaError(`${this.#path}: could not be written: ${why}`, { cause: error });
    }
  }
}

/** What the run is made with. */
export function versions(): RunRecord["versions"] {
  return {
    layca: laycaVersion,
    libtorch: engine().libtorchVersion(),
    node: process.versions.node,
  };
}
