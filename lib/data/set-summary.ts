import type { ImageShape } from "./image-sets.js";
import type { LoadedFile } from "./loaded-data.js";
import type { DecodeOptions, FoundImages, FoundSet } from "./stored-images.js";

/** What a set's files hold. */
export interface SetSummary {
  readonly title: string;
  readonly folder: string;
  /** Of an image: [channels, height, width]. */
  readonly shape: ImageShape;
  /** Names by class number, where the files tell them. */
  readonly classNames?: readonly string[];
  readonly train: HalfSummary;
  readonly test?: HalfSummary;
}

/** What one half of it holds. */
export interface HalfSummary {
  readonly count: number;
  /** Images by class number. */
  readonly perClass: readonly number[];
  readonly files: readonly LoadedFile[];
}

/**
 * Reads and checks all of a set's files; decodes them where they have to be.
 *
 * @throws InputError naming the file that is not as expected.
 */
export async function summarizeSet(set: FoundSet, options: DecodeOptions): Promise<SetSummary> {
  const { shape, ...train } = await summarize(set.train, set.classes, options);
  const half = set.test && (await summarize(set.test, set.classes, options));
  set.checkFiles?.([...train.files, ...(half?.files ?? [])]);
  const classNames = set.classNames();
  return {
    title: set.title,
    folder: set.folder,
    shape,
    ...(classNames ? { classNames } : {}),
    train,
    ...(half ? { test: { count: half.count, perClass: half.perClass, files: half.files } } : {}),
  };
}

async function summarize(images: FoundImages, classes: number, options: DecodeOptions) {
  const { count, shape, labels, files } = (await images.ready(options)).read();
  const perClass = new Array<number>(classes).fill(0);
  for (const label of labels) perClass[label] = (perClass[label] ?? 0) + 1;
  return { count, shape, perClass, files };
}
