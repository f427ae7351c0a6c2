import type { ImageDataSpec } from "./data-schema.js";

/** One image: its size. */
export type ImageShape = readonly [channels: number, height: number, width: number];

/** What is known of a set before its files are read. */
export interface ImageSet {
  /** As reports call it. */
  readonly title: string;
  /** Absent where the files say how many there are. */
  readonly classes?: number;
  /** Absent where the files say it. */
  readonly shape?: ImageShape;
}

/** The sets of labelled images by kind. */
export const imageSets = {
  mnist: { title: "MNIST", classes: 10, shape: [1, 28, 28] },
  cifar10: { title: "CIFAR-10", classes: 10, shape: [3, 32, 32] },
  cifar100: { title: "CIFAR-100", classes: 100, shape: [3, 32, 32] },
  tinyImageNet: { title: "Tiny ImageNet", shape: [3, 64, 64] },
  imageFolder: { title: "Images" },
} as const satisfies Record<ImageDataSpec["kind"], ImageSet>;

/** CIFAR-100's superclasses. */
export const coarseClasses = 20;

/** What is known of a set with these options. */
export function imageSetOf(data: ImageDataSpec): ImageSet {
  if (data.kind === "cifar100" && data.labels === "coarse") {
    return { ...imageSets.cifar100, classes: coarseClasses };
  }
  return imageSets[data.kind];
}
