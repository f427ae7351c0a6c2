import type { TensorHandle } from "../addon.js";
import { engine } from "../native.js";
import { elementCount } from "../nn/index.js";
import { FileCache } from "./file-cache.js";
import { int64Tensor } from "./int64.js";
import type { LoadedFile } from "./loaded-data.js";
import type { Labels, ReadyImages, StoredImages } from "./stored-images.js";

/** One half of a set in tensors: its images, uint8 as they are in the files, and its labels. */
export interface LabelledImages {
  readonly count: number;
  readonly labels: Labels;
  /** uint8 [count, …sample]. */
  readonly inputs: TensorHandle;
  /** int64 [count]. */
  readonly targets: TensorHandle;
  /** How often each of the 256 values occurs, a channel. */
  readonly histograms: readonly Float64Array[];
  readonly files: readonly LoadedFile[];
}

// Both halves of a set as vectors and as images.
const cache = new FileCache<LabelledImages>(4);

/**
 * Reads one half of a set, once a process.
 *
 * @param variant tells apart what is read from the same files: the labels asked for.
 * @param flat whether samples are vectors.
 * @throws InputError naming the file that is not as expected.
 */
export function readLabelledImages(
  { paths, read }: ReadyImages,
  variant: string,
  flat: boolean,
): LabelledImages {
  return cache.get(paths, `${variant} ${flat}`, () => inTensors(read(), flat));
}

function inTensors(images: StoredImages, flat: boolean): LabelledImages {
  const { count, labels, shape, pixels, histograms, files } = images;
  const size = [count, ...(flat ? [elementCount(shape)] : shape)];
  const inputs =
    pixels instanceof Uint8Array
      ? engine().tensorFromBytes(pixels, size, "uint8", "cpu")
      : engine().tensorFromFile(pixels.path, pixels.offset, size, "uint8");
  return {
    count,
    labels,
    inputs,
    targets: int64Tensor(labels),
    histograms,
    files,
  };
}
