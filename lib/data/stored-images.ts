import { createHash } from "node:crypto";
import { rememberHash } from "./file-hash.js";
import type { FileState } from "./file-state.js";
import type { ImageShape } from "./image-sets.js";
import type { LoadedFile } from "./loaded-data.js";

/** Where bytes lie in a file. */
export interface FilePiece {
  readonly path: string;
  readonly offset: number;
}

/** One half of a set as its files hold it. */
export interface StoredImages {
  readonly count: number;
  readonly shape: ImageShape;
  /** The class of every image. */
  readonly labels: Labels;
  /** uint8 [count, channels, height, width]. */
  readonly pixels: Uint8Array | FilePiece;
  /** How often each of the 256 values occurs, a channel. */
  readonly histograms: readonly Float64Array[];
  readonly files: readonly LoadedFile[];
}

/** Class numbers. */
export type Labels = Uint8Array | Uint16Array;

/** One half of a set, of which the files are there but have not been read. */
export interface FoundImages {
  /** Decodes what has to be decoded, once; then its files can be read at any time. */
  ready(options?: DecodeOptions): Promise<ReadyImages>;
  /** How many images it holds, from as little as tells. */
  count(): number;
  /** Its files' contents by their hashes, in a fixed order. */
  hashes(): Promise<readonly string[]>;
}

/** How far decoding is. */
export interface DecodeOptions {
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** One half of a set that can be read. */
export interface ReadyImages {
  readonly shape: ImageShape;
  /** Unless these change, `read` gives the same. */
  readonly paths: readonly string[];
  /** @throws InputError naming the file that is not as expected. */
  read(): StoredImages;
}

/** A set whose files are there. */
export interface FoundSet {
  readonly title: string;
  /** The folder it was found in. */
  readonly folder: string;
  readonly classes: number;
  readonly train: FoundImages;
  readonly test?: FoundImages;
  /** The names of the classes, where the files tell. */
  classNames(): readonly string[] | undefined;
  /** @throws InputError for what only shows when all files have been read. */
  checkFiles?(files: readonly LoadedFile[]): void;
}

/** Counts pixels of whole images by value into one histogram a channel. */
export function countPixels(
  histograms: readonly Float64Array[],
  pixels: Uint8Array,
  plane: number,
): void {
  for (let begin = 0, channel = 0; begin < pixels.length; begin += plane, channel++) {
    const counts = histograms[channel % histograms.length];
    if (!counts) return;
    for (let index = begin; index < begin + plane; index++) {
      const value = pixels[index] ?? 0;
      counts[value] = (counts[value] ?? 0) + 1;
    }
  }
}

/** Adds one histogram to another. */
export function addInto(sum: Float64Array, counts: Float64Array | undefined): void {
  counts?.forEach((occurrences, value) => {
    sum[value] = (sum[value] ?? 0) + occurrences;
  });
}

/** A histogram of 256 zeros a channel. */
export function emptyHistograms(channels: number): Float64Array[] {
  return Array.from({ length: channels }, () => new Float64Array(256));
}

/** The hash of a file just read, which need not be computed again while the file stays as it is. */
export function hashed(path: string, state: FileState, bytes: Uint8Array): LoadedFile {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  rememberHash(path, state, sha256);
  return { path, sha256 };
}
