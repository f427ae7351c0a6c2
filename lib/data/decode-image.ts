import { readFile } from "node:fs/promises";
import { InputError } from "../errors.js";
import { unreadable } from "./file-hash.js";

/** One decoded image: uint8, [height, width, channels]. */
export interface DecodedImage {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/** Loaded when there is something to decode: a script that trains on tensors needs none of it. */
async function library() {
  const { default: sharp } = await import("sharp");
  return sharp;
}

/**
 * Decodes an image file by sharp (libvips), as it is stored: no rotation, no resizing, transparency
 * left out. Colour becomes grey as libvips weighs it; grey becomes three equal channels.
 *
 * @throws InputError naming a file that is damaged or no image.
 */
export async function decodeImage(path: string, channels: 1 | 3): Promise<DecodedImage> {
  const sharp = await library();
  const file = await readFile(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  try {
    const { data, info } = await sharp(file, { failOn: "error" })
      .removeAlpha()
      .toColourspace(channels === 1 ? "b-w" : "srgb")
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== channels) throw new Error(`${info.channels} channels`);
    return { width: info.width, height: info.height, bytes: data };
  } catch (error) {
    // libvips keeps one text for all threads, so its own reasons may be another image's.
    const foreign = file.length === 0 || /unsupported image format/.test(String(error));
    const found = foreign ? "found something else" : "it is damaged or cut off";
    throw InputError.at(path, `expected an image but ${found}`, { cause: error });
  }
}

/** Height and width of an image file. */
export async function imageSize(path: string): Promise<{ height: number; width: number }> {
  const { height, width } = await decodeImage(path, 3);
  return { height, width };
}
