import { InputError } from "../errors.js";
import type { RunRecord } from "../record.js";
import { readCheckpointHeader } from "./checkpoint.js";
import { recordCovers } from "./record-covers.js";
import { type ResumePoint, readResumePoint } from "./resume-point.js";
import { runFiles } from "./run-files.js";
import { runKey } from "./run-key.js";
import { isResult, readRecord } from "./run-record.js";
import type { RunSpec } from "./run-spec.js";
import { specDifferences } from "./spec-differences.js";

/** How a run in a directory begins. */
export type Beginning =
  | { readonly kind: "recorded"; readonly record: RunRecord }
  | { readonly kind: "start"; readonly notice?: string }
  | {
      readonly kind: "resume";
      readonly point: ResumePoint;
      readonly notice: string;
      /** Of the parts before; a run that was killed early has none. */
      readonly record: RunRecord | undefined;
    };

export interface BeginningOptions {
  /**
   * Goes on with the run that the directory holds. `"orStart"`: where it cannot, as the checkpoint is damaged or of
   * another run, it replaces what is there, with a notice that says why; so it does with a run that has ended.
   */
  readonly resume?: boolean | "orStart";
  /** Replaces whatever run the directory holds. */
  readonly force?: boolean;
}

/** The record of a run with this key that has ended and holds what is asked for; none with `force`. */
export function findRecorded(
  directory: string,
  spec: RunSpec,
  key: string,
  { force = false }: BeginningOptions,
): RunRecord | undefined {
  if (force) return undefined;
  const record = readRecord(directory);
  return record && serves(record, spec, key) ? record : undefined;
}

function serves(record: RunRecord, spec: RunSpec, key: string): boolean {
  return record.key === key && isResult(record) && recordCovers(record.spec.record, spec.record);
}

/**
 * Looks at what a directory holds; whoever calls it has it locked.
 *
 * @throws InputError when it holds a run that is not the one asked for, and `force` is not given
 */
export async function findBeginning(
  directory: string,
  spec: RunSpec,
  key: string,
  { force = false, resume = false }: BeginningOptions,
): Promise<Beginning> {
  if (force) return { kind: "start" };
  const record = readRecord(directory);
  if (record && serves(record, spec, key)) return { kind: "recorded", record };
  if (resume === "orStart") return findResumptionOrStart(directory, spec, record);
  if (resume) return findResumption(directory, spec, record);
  if (record && record.key !== key) {
    const [asked, held] = [key, record.key].map((one) => one.slice(0, 12));
    throw InputError.at(
      directory,
      `expected no run or the run ${asked} but it holds the run ${held}; --force replaces it`,
    );
  }
  return { kind: "start" };
}

async function findResumptionOrStart(
  directory: string,
  spec: RunSpec,
  record: RunRecord | undefined,
): Promise<Beginning> {
  if (record && isResult(record)) return { kind: "start" };
  try {
    const found = await findResumption(directory, spec, record);
    return found.kind === "start" ? { kind: "start" } : found;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { kind: "start", notice: `${error.message}; starting from the beginning` };
  }
}

async function findResumption(
  directory: string,
  spec: RunSpec,
  record: RunRecord | undefined,
): Promise<Beginning> {
  const checkpoint = readCheckpointHeader(runFiles(directory).checkpoint);
  for (const held of [record, checkpoint]) {
    if (held) await refuseOther(held, spec, directory);
  }
  if (checkpoint) return { kind: "resume", record, ...(await readResumePoint(directory)) };
  if (!record) {
    const notice = `${directory} holds no run to resume: starting from the beginning`;
    return { kind: "start", notice };
  }
  if (isResult(record)) {
    throw InputError.at(
      directory,
      `expected a checkpoint, from which a longer run goes on, but the ${record.status} run it holds left none; ` +
        "--force starts it again",
    );
  }
  const notice = `${directory} holds no checkpoint yet: starting from the beginning`;
  return { kind: "start", notice };
}

/** Another number of threads, other checkpoints and more epochs are all that a run may go on with. */
async function refuseOther(
  held: Pick<RunRecord, "key" | "spec">,
  spec: RunSpec,
  directory: string,
): Promise<void> {
  const { epochs } = held.spec;
  const asked =
    typeof epochs === "number" && epochs <= spec.epochs ? { ...spec, epochs } : { ...spec };
  const same = (await runKey(asked)) === held.key;
  // Where the key is the same, files may lie elsewhere: only what the key leaves out may differ.
  const [had, now] = same
    ? [{ record: held.spec.record }, { record: spec.record }]
    : [held.spec, asked];
  const issues = specDifferences(comparable(had), comparable(now), directory);
  if (issues.length > 0) throw new InputError(issues);
  if (!same) {
    const files = spec.initialWeights === undefined ? "data" : "data or initialWeights";
    throw InputError.at(
      files,
      `expected the files of the run in ${directory} but their contents have changed`,
    );
  }
}

function comparable(spec: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { threads: _threads, checkpoint: _checkpoint, ...rest } = spec;
  // As it would come back from a file.
  return JSON.parse(JSON.stringify(rest));
}
