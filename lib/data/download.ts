import { createHash } from "node:crypto";
import {
  appendFileSync,
  closeSync,
  createReadStream,
  existsSync,
  openSync,
  statSync,
} from "node:fs";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { LaycaError } from "../errors.js";
import { type Answer, askFor, nothingMore } from "./http-source.js";
import type { PublishedFile } from "./published-sets.js";

/** How a file is downloaded. */
export interface DownloadOptions {
  readonly signal: AbortSignal;
  /** Bytes that are there, of so many where the server says. */
  readonly onProgress: (done: number, total: number | undefined) => void;
  /** Milliseconds before a broken connection is tried again (1000), doubled each time. */
  readonly patience?: number;
  /** Milliseconds without a byte after which a connection counts as broken (60,000). */
  readonly silence?: number;
}

/** Tries in a row that bring no byte. */
const mostFailures = 4;

/**
 * Downloads a file into `folder` and checks its hashes; goes on from what an earlier download left.
 *
 * @returns its path.
 * @throws LaycaError that says of every URL why it could not be had from there.
 */
export async function download(
  file: PublishedFile,
  folder: string,
  options: DownloadOptions,
): Promise<string> {
  const path = join(folder, file.name);
  const part = `${path}.part`;
  const problems: string[] = [];
  // What earlier downloads left may be another file's; what comes in one piece is what it is.
  for (const url of existsSync(part) ? [...file.urls.slice(0, 1), ...file.urls] : file.urls) {
    try {
      await fetchInto(part, url, options);
    } catch (error) {
      options.signal.throwIfAborted();
      problems.push(error instanceof LaycaError ? error.message : `${url}: ${reasonOf(error)}`);
      continue;
    }
    const difference = await differenceOf(part, file);
    if (difference === undefined) {
      await rename(part, path);
      return path;
    }
    await rm(part);
    problems.push(`${url}: ${difference}`);
  }
  throw new LaycaError(
    problems.at(-1) === undefined ? file.name : [...new Set(problems)].join("\n"),
  );
}

/** Connections that break are taken up again where they broke. */
async function fetchInto(part: string, url: string, options: DownloadOptions): Promise<void> {
  const { signal, patience = 1000 } = options;
  const start = sizeOf(part);
  for (let failures = 0; ; ) {
    const before = sizeOf(part);
    try {
      const answer = await askFor(url, before, signal);
      if (answer !== nothingMore) await receive(answer, part, before, options);
      return;
    } catch (error) {
      signal.throwIfAborted();
      // A server that answered otherwise will do so again, and one that there is not will not appear.
      if (error instanceof LaycaError) throw error;
      if (before === start && isNowhere(error)) throw error;
      failures = sizeOf(part) > before ? 0 : failures + 1;
      if (failures >= mostFailures) throw error;
      await wait(patience * 2 ** failures, undefined, { signal });
    }
  }
}

async function receive(
  { body, from, total }: Answer,
  part: string,
  before: number,
  { signal, onProgress, silence = 60_000 }: DownloadOptions,
): Promise<void> {
  if (from !== 0 && from !== before) throw new Error(`the server sent bytes from ${from} on`);
  const end = () => body.destroy(new Error("aborted"));
  signal.addEventListener("abort", end, { once: true });
  body.setTimeout(silence, () => body.destroy(new Error(`no byte came for ${silence / 1000} s`)));
  // Each chunk is written as it comes, since a connection that breaks takes along what waits to be read.
  const file = openSync(part, from === 0 ? "w" : "a");
  let done = from;
  try {
    await new Promise<void>((resolve, reject) => {
      body.on("error", reject).on("close", resolve);
      body.on("data", (chunk: Buffer) => {
        try {
          appendFileSync(file, chunk);
          done += chunk.length;
          onProgress(done, total);
        } catch (error) {
          body.destroy(error instanceof Error ? error : new Error(String(error)));
        }
      });
    });
  } finally {
    signal.removeEventListener("abort", end);
    closeSync(file);
  }
  if (total !== undefined && done !== total) {
    throw new Error(`the connection ended after ${done} of ${total} bytes`);
  }
}

/** Whether there is no such host, or none that listens. */
function isNowhere(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED"].includes(String(code));
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** How a file differs from the published one; undefined where it does not. */
async function differenceOf(path: string, { hashes }: PublishedFile): Promise<string | undefined> {
  const found = hashes.map(({ algorithm }) => createHash(algorithm));
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    for (const hash of found) hash.update(chunk);
  }
  for (const [index, { algorithm, hex }] of hashes.entries()) {
    const received = found[index]?.digest("hex");
    if (received === hex) continue;
    return `expected a file of ${algorithm === "md5" ? "MD5" : "SHA-256"} ${hex} but received one of ${received}`;
  }
  return undefined;
}

function reasonOf(error: unknown): string {
  const cause = error instanceof AggregateError ? error.errors[0] : error;
  return cause instanceof Error ? cause.message : String(cause);
}
