import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { isAlive } from "../check/is-alive.js";
import { packedPath } from "../check/stored-text.js";

/** The files of a run in its directory. */
export function runFiles(directory: string) {
  return {
    record: join(directory, "record.json"),
    history: join(directory, "history.jsonl"),
    initial: join(directory, "initial.safetensors"),
    final: join(directory, "final.safetensors"),
    checkpoint: join(directory, "checkpoint.safetensors"),
    lock: join(directory, "run.lock"),
  };
}

/**
 * What a new run replaces, which would otherwise stand beside its record should it be cut off. The record goes
 * first: nothing then vouches for the others. The history is emptied by whoever writes it.
 */
export function replacedFiles(directory: string): string[] {
  const { record, checkpoint, initial, final } = runFiles(directory);
  return [record, packedPath(record), checkpoint, initial, final];
}

/** A record whose writing takes longer than this was cut off. */
const WRITING_MS = 60_000;

/** Removes half-written files of processes that were killed. */
export async function removeLeftovers(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    const [, pid] = /^\w+\.safetensors\.tmp-(\d+)-\d+$/u.exec(name) ?? [];
    const left =
      pid === undefined
        ? /^record\.json\.\d+$/u.test(name) && (await isOld(path))
        : !isAlive(Number(pid));
    if (left) await rm(path, { force: true });
  }
}

async function isOld(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > WRITING_MS;
}
