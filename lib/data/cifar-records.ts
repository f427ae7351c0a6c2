import { InputError } from "../errors.js";
import { fileState } from "./file-state.js";
import type { LoadedFile } from "./loaded-data.js";
import { hashed } from "./stored-images.js";
import { isPacked, readWhole, unpack } from "./unpacked-file.js";

/** A version of CIFAR's binary files: records of label bytes and 3 × 32 × 32 pixel bytes. */
export interface RecordFormat {
  /** As messages call the set. */
  readonly title: string;
  /** What each label byte says and how many classes it has. */
  readonly labels: readonly { readonly what: string; readonly classes: number }[];
}

/** The records of one file. */
export interface RecordFile {
  readonly path: string;
  readonly count: number;
  /** Whole records, one after the other. */
  readonly bytes: Uint8Array;
  readonly file: LoadedFile;
}

/** Bytes of an image. */
export const imageBytes = 3 * 32 * 32;

const largest = 2 ** 31 - 1;

/** Bytes of a record. */
export function recordBytes({ labels }: RecordFormat): number {
  return labels.length + imageBytes;
}

/**
 * Reads a file of records, gzipped or not, and checks that it is whole and its labels are classes.
 *
 * @throws InputError naming the file and what is wrong with it.
 */
export function readRecords(path: string, format: RecordFormat): RecordFile {
  const state = fileState(path, path);
  const bytes = unpacked(path);
  const count = wholeRecords(path, bytes.length, format);
  const size = recordBytes(format);
  format.labels.forEach(({ what, classes }, place) => {
    for (let record = 0; record < count; record++) {
      const label = bytes[record * size + place] ?? 0;
      if (label < classes) continue;
      const expected = `expected ${what} from 0 to ${classes - 1}`;
      throw InputError.at(path, `${expected} but found ${label} (record ${record})`);
    }
  });
  return { path, count, bytes, file: hashed(path, state, bytes) };
}

/** How many records a file holds, from its size where it is not gzipped. */
export function countRecords(path: string, format: RecordFormat): number {
  const size = path.endsWith(".gz")
    ? unpacked(path).length
    : Number(fileState(path, "data.root").size);
  return wholeRecords(path, size, format);
}

function unpacked(path: string): Uint8Array {
  const file = readWhole(path);
  if (!isPacked(file)) return file;
  const bytes = unpack(path, file, largest);
  if (bytes) return bytes;
  throw InputError.at(path, `expected at most ${largest} bytes but it unpacks to more`);
}

function wholeRecords(path: string, size: number, format: RecordFormat): number {
  const record = recordBytes(format);
  if (size > 0 && size % record === 0) return size / record;
  // The other set's records are a byte longer or shorter.
  const other = record === imageBytes + 1 ? record + 1 : record - 1;
  const foreign = size > 0 && size % other === 0 ? `, whole records of ${other}` : "";
  const expected = `expected one or more records of ${record} bytes, ${format.title}'s,`;
  throw InputError.at(path, `${expected} but found ${size} bytes${foreign}`);
}
