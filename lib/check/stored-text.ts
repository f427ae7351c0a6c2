import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/**
 * The text of a file, which may have been put away gzipped where it stood, as `record.json.gz`.
 *
 * @returns undefined where there is neither
 * @throws whatever reading or unpacking throws
 */
export function readStoredText(path: string): string | undefined {
  return (
    readFound(path)?.toString("utf8") ?? unpacked(readFound(packedPath(path)))?.toString("utf8")
  );
}

/** Where a file lies when it has been put away. */
export function packedPath(path: string): string {
  return `${path}.gz`;
}

/** Nothing there, or no folder where one would have to be. */
const absent = new Set<unknown>(["ENOENT", "ENOTDIR"]);

function readFound(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && absent.has(error.code)) return undefined;
    throw error;
  }
}

function unpacked(packed: Buffer | undefined): Buffer | undefined {
  return packed && gunzipSync(packed);
}
