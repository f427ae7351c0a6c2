/** What is known of a set before its files are read. */
export interface ImageSet {
  /** As reports call it. */
  readonly title: string;
  readonly classes: number;
  /** One image: [channels, height, width]. */
  readonly shape: readonly [channels: number, height: number, width: number];
}

/** The sets of labelled images by kind. */
export const imageSets = {
  mnist: { title: "MNIST", classes: 10, shape: [1, 28, 28] },
} as const satisfies Record<string, ImageSet>;
