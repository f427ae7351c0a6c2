import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { LaycaError } from "../errors.js";

/** How far unpacking is. */
export interface UnpackOptions {
  readonly signal: AbortSignal;
  /** Files that have been unpacked, of so many where that is known. */
  readonly onProgress: (done: number, total: number | undefined) => void;
}

/**
 * Unpacks the files below `folder` of a gzipped tar archive into `target`; whatever else it holds
 * (links, files elsewhere) is left out.
 */
export async function unpackTar(
  archive: string,
  folder: string,
  target: string,
  { signal, onProgress }: UnpackOptions,
): Promise<void> {
  const { extract } = await import("tar");
  let done = 0;
  await extract({
    file: archive,
    cwd: target,
    strip: 1,
    strict: true,
    preserveOwner: false,
    filter: (path, entry) =>
      path.startsWith(`${folder}/`) && "type" in entry && entry.type === "File",
    onReadEntry: () => onProgress(++done, undefined),
  });
  signal.throwIfAborted();
  if (done === 0) throw new LaycaError(`${archive}: expected files in ${folder}/ but found none`);
}

/** The same of a zip archive. */
export async function unpackZip(
  archive: string,
  folder: string,
  target: string,
  { signal, onProgress }: UnpackOptions,
): Promise<void> {
  const { openPromise } = await import("yauzl");
  // Refuses names that lead out of the folder.
  const zip = await openPromise(archive, { autoClose: false });
  const folders = new Set<string>();
  let done = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      signal.throwIfAborted();
      const { fileName } = entry;
      onProgress(++done, zip.entryCount);
      if (!fileName.startsWith(`${folder}/`) || fileName.endsWith("/")) continue;
      const path = join(target, fileName.slice(folder.length + 1));
      if (!folders.has(dirname(path))) {
        await mkdir(dirname(path), { recursive: true });
        folders.add(dirname(path));
      }
      await pipeline(
        await zip.openReadStreamPromise(entry),
        createWriteStream(path, { flags: "wx" }),
      );
    }
  } finally {
    zip.close();
  }
  if (folders.size === 0) {
    throw new LaycaError(`${archive}: expected files in ${folder}/ but found none`);
  }
}
