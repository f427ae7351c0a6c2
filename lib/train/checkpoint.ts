import { existsSync } from "node:fs";
import { InputError } from "../errors.js";
import type { RunRecord } from "../record.js";
import { loadSafetensors, readSafetensors, type Tensor } from "../tensor/index.js";
import { requireChecksum } from "./checkpoint-checksum.js";
import type { RunSpec } from "./run-spec.js";

/** As src/train/trainer_checkpoint.cpp writes it. */
const FORMAT = "layca-checkpoint/1";
const CHECKSUM = "layca/checksum";

/** What a checkpoint's header says of its run. */
export interface CheckpointHeader {
  readonly path: string;
  readonly key: string;
  readonly spec: Readonly<Record<string, unknown>>;
}

/** Where a run stood when a checkpoint was written. */
export interface CheckpointPosition {
  /** 0-based epoch under way, and updates done in all. */
  readonly epoch: number;
  readonly step: number;
  /** Length of the history that had been written. */
  readonly historyBytes: number;
}

/** What the headers of a run's checkpoints and final weights say of it; the engine adds the format. */
export function runMetadata(
  key: string,
  spec: RunSpec,
  versions: RunRecord["versions"],
): Record<string, string> {
  return { key, spec: JSON.stringify(spec), versions: JSON.stringify(versions) };
}

/**
 * Reads what a checkpoint says of its run; undefined where there is no file.
 *
 * @throws InputError naming the file: cut off, damaged, or no checkpoint.
 */
export function readCheckpointHeader(path: string): CheckpointHeader | undefined {
  if (!existsSync(path)) return undefined;
  const { metadata, tensors } = readSafetensors(path);
  const { format, key, spec } = metadata;
  if (format !== FORMAT) {
    const received = format === undefined ? "a file without it" : JSON.stringify(format);
    throw InputError.at(
      path,
      `expected a checkpoint of format "${FORMAT}" but received ${received}`,
    );
  }
  requireChecksum(path, tensors.get(CHECKSUM));
  const read = specOf(spec);
  if (key === undefined || read === undefined) {
    throw InputError.at(
      path,
      "expected a checkpoint with its run's key and spec but it lacks them",
    );
  }
  return { path, key, spec: read };
}

function specOf(text: string | undefined): CheckpointHeader["spec"] | undefined {
  try {
    const value: unknown = JSON.parse(text ?? "");
    // An object by the first check; whoever reads a field checks it.
    return typeof value === "object" && value !== null
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Loads a checkpoint's tensors.
 *
 * @throws InputError naming the file: cut off, or without its place in the run.
 */
export function loadCheckpoint(path: string): {
  readonly tensors: Readonly<Record<string, Tensor>>;
  readonly position: CheckpointPosition;
} {
  const tensors = loadSafetensors(path);
  return { tensors, position: positionIn(tensors, path) };
}

/** As src/train/trainer_checkpoint.cpp writes it. */
function positionIn(tensors: Readonly<Record<string, Tensor>>, path: string): CheckpointPosition {
  const values = tensors["layca/position"]?.data();
  const numbers = values instanceof BigInt64Array ? Array.from(values, Number) : [];
  const [epoch, , , , step, historyBytes] = numbers;
  if (
    numbers.length !== 6 ||
    epoch === undefined ||
    step === undefined ||
    historyBytes === undefined ||
    !numbers.every((number) => Number.isSafeInteger(number) && number >= 0)
  ) {
    throw InputError.at(path, 'tensor "layca/position": expected six integers ≥ 0');
  }
  return { epoch, step, historyBytes };
}

/** An error about `checkpoint["…"]`, as the engine calls it, with the file named instead. */
export function namingCheckpoint(error: InputError, path: string): InputError {
  const issues = error.issues.map((issue) => {
    const [, name] = /^checkpoint\["(.*)"\]$/su.exec(issue.path) ?? [];
    return name === undefined ? issue : { path, message: `tensor "${name}": ${issue.message}` };
  });
  return new InputError(issues, { cause: error });
}
