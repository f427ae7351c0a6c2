export {
  type AugmentSpec,
  type AugmentSpecInput,
  augmentSchema,
  type RandomShiftOptions,
  randomFlip,
  randomShift,
} from "./augment.js";
export { type AugmentImagesOptions, augmentImages } from "./augment-images.js";
export {
  type DataSpec,
  type DataSpecInput,
  dataSchema,
  type ImageDataSpec,
  type MnistSpec,
  type SafetensorsSpec,
  type TensorsSpec,
} from "./data-schema.js";
export {
  type Cifar10Options,
  type Cifar100Options,
  datasets,
  type ImageFolderOptions,
  type MnistOptions,
  type SafetensorsOptions,
  type TinyImageNetOptions,
} from "./datasets.js";
export { defaultDataRoot } from "./default-root.js";
export { fileHash } from "./file-hash.js";
export { findImageSet } from "./find-set.js";
export { dataFingerprint } from "./fingerprint.js";
export { keepingTensors } from "./held-tensors.js";
export { type ImageSet, imageSetOf, imageSets } from "./image-sets.js";
export { loadData } from "./load.js";
export type { LoadedData, LoadedFile, LoadOptions } from "./loaded-data.js";
export type { TensorsOptions } from "./tensors-in-memory.js";
