import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import sharp from "sharp";

/** How a test writes an image. */
export interface WrittenImage {
  readonly width?: number;
  readonly height?: number;
  readonly channels?: 1 | 3 | 4;
  readonly format?: "png" | "jpeg" | "webp" | "tiff";
}

/** Pixel `index` of image `number`, channel by channel. */
export function pixelValue(number: number, channel: number, index: number): number {
  return (number * 11 + channel * 60 + index * 3) % 256;
}

/** Writes an image whose pixels depend on its number, and returns its planes. */
export async function writeImage(
  path: string,
  number: number,
  { width = 8, height = 6, channels = 3, format = "png" }: WrittenImage = {},
): Promise<Uint8Array> {
  const area = width * height;
  const pixels = Uint8Array.from({ length: area * channels }, (_, at) => {
    const channel = at % channels;
    return channel === 3 ? 128 : pixelValue(number, channel, Math.floor(at / channels));
  });
  const image = sharp(pixels, { raw: { width, height, channels } });
  const coloured = channels === 1 ? image.toColourspace("b-w") : image;
  mkdirSync(dirname(path), { recursive: true });
  const lossless = { webp: { lossless: true }, tiff: { compression: "lzw" }, png: {}, jpeg: {} };
  writeFileSync(path, await coloured.toFormat(format, lossless[format]).toBuffer());
  return Uint8Array.from({ length: area * channels }, (_, at) =>
    pixelValue(number, Math.floor(at / area), at % area),
  );
}

export const tinyIds = ["n02000001", "n01000002", "n03000003"] as const;

/** Writes a small Tiny ImageNet: `train` images of each class, two validation images in all. */
export async function writeTinyImageNet(folder: string, train = 3): Promise<void> {
  const size = { width: 64, height: 64, format: "jpeg" } as const;
  mkdirSync(join(folder, "val"), { recursive: true });
  writeFileSync(join(folder, "wnids.txt"), `${tinyIds.join("\n")}\n`);
  writeFileSync(join(folder, "words.txt"), `${tinyIds[1]}\tfirst, second\nn09999999\tother\n`);
  for (const [label, id] of tinyIds.entries()) {
    for (let image = 0; image < train; image++) {
      // Numbers that names sort otherwise: 0, 9, 18.
      const path = join(folder, "train", id, "images", `${id}_${image * 9}.JPEG`);
      await writeImage(path, 10 * label + image, { ...size, channels: image === 1 ? 1 : 3 });
    }
    writeFileSync(join(folder, "train", id, `${id}_boxes.txt`), "");
  }
  for (const number of [0, 1]) {
    await writeImage(join(folder, `val/images/val_${number}.JPEG`), 90 + number, size);
  }
  writeFileSync(
    join(folder, "val/val_annotations.txt"),
    `val_1.JPEG\t${tinyIds[2]}\t0\t0\t62\t62\nval_0.JPEG\t${tinyIds[0]}\t1\t2\t3\t4\n`,
  );
}
