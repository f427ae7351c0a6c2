import type { StoredFigure } from "../figure.js";
import { readFigures } from "./stored-figure.js";
import { readRecords, type StoredRecord } from "./stored-record.js";

/** Everything that `layca reproduce` stored in a directory. */
export interface StoredResults {
  /** In the order of their names. */
  readonly figures: readonly StoredFigure[];
  /** The records of the figures' runs, by the runs' keys. */
  readonly records: ReadonlyMap<string, StoredRecord>;
}

/**
 * Reads what is drawn, summed up and written as event files, once for all of them.
 *
 * @throws InputError when the directory holds no figure, or a file that is cut off or something else.
 */
export function readResults(directory: string): StoredResults {
  const figures = readFigures(directory);
  return { figures, records: readRecords(directory, figures) };
}
