import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { dataFingerprint, fileHash } from "../data/index.js";
import type { RunSpec } from "./run-spec.js";

/**
 * The run's key: SHA-256 (hex) of the canonical JSON (RFC 8785) of its spec without what cannot
 * change the weights, which is `threads`, `record` and `checkpoint`, and with files named by the
 * hash of their contents.
 *
 * @param run resolved, as `parseRunSpec` gives it
 * @throws InputError when a file cannot be read.
 */
export async function runKey(run: RunSpec): Promise<string> {
  const { threads: _threads, record: _record, checkpoint: _checkpoint, ...rest } = run;
  const subject = {
    ...rest,
    data: await dataFingerprint(run.data),
    ...(run.initialWeights === undefined
      ? {}
      : { initialWeights: await fileHash(run.initialWeights, "initialWeights") }),
  };
  const canonical = canonicalize(subject);
  if (canonical === undefined) throw new TypeError("a run spec is not JSON");
  return createHash("sha256").update(canonical).digest("hex");
}
