import { createHash, randomUUID } from "node:crypto";
import { createReadStream, statSync } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import pLimit from "p-limit";
import writeFileAtomic from "write-file-atomic";
import { InputError } from "../errors.js";
import { type DecodedImage, decodeImage } from "./decode-image.js";
import { contentsHash, decodedFolder, type ImageList } from "./image-list.js";
import type { ImageShape } from "./image-sets.js";
import {
  countPixels,
  type DecodeOptions,
  emptyHistograms,
  type FoundImages,
  type ReadyImages,
} from "./stored-images.js";

/** What the cache says of a file of decoded images; it is written after that file. */
interface Description {
  readonly format: "layca-decoded/1";
  readonly count: number;
  readonly shape: ImageShape;
  readonly histograms: readonly (readonly number[])[];
  /** Of all its bytes, and when the file with this hash was last modified. */
  readonly sha256: string;
  readonly mtimeMs: number;
}

const imagesAtOnce = 256;
const abandonedAfterMs = 600_000;
const underWay = new Map<string, Promise<ReadyImages>>();

/**
 * Image files that are decoded once and then read from layca's cache, as long as their contents are the
 * same.
 *
 * @param shapeOf what every image must be, given the size of the first
 */
export function decodedOnce(
  list: ImageList,
  shapeOf: (first: string) => Promise<ImageShape>,
): FoundImages {
  return {
    count: () => list.names.length,
    hashes: async () => [await contentsHash(list)],
    async ready(options = {}) {
      const shape = await shapeOf(join(list.folder, list.names[0] ?? ""));
      const sha256 = await contentsHash(list);
      const name = join(decodedFolder(), `${sha256}-${shape[0]}`);
      // Runs side by side wait for the first of them.
      const going = underWay.get(name) ?? decoded(list, shape, sha256, name, options);
      underWay.set(name, going);
      try {
        return await going;
      } finally {
        underWay.delete(name);
      }
    },
  };
}

async function decoded(
  list: ImageList,
  shape: ImageShape,
  contents: string,
  name: string,
  options: DecodeOptions,
): Promise<ReadyImages> {
  const path = `${name}.u8`;
  const kept = await keptBefore(name, path, list.names.length);
  const { histograms } = kept ?? (await decodeInto(name, path, list, shape, options));
  return {
    shape,
    paths: [path],
    read: () => ({
      count: list.names.length,
      shape,
      labels: list.labels,
      pixels: { path, offset: 0 },
      histograms: histograms.map((counts) => Float64Array.from(counts)),
      files: [{ path: list.folder, sha256: contents }],
    }),
  };
}

/** What was decoded before, unless it is damaged. */
async function keptBefore(name: string, path: string, count: number) {
  const text = await readFile(`${name}.json`, "utf8").catch(() => "");
  const found = statSync(path, { throwIfNoEntry: false });
  if (text === "" || !found) return undefined;
  const description = parse(text);
  const size = description?.shape.reduce((product, length) => product * length, count);
  if (!description || description.count !== count || found.size !== size) return undefined;
  if (found.mtimeMs === description.mtimeMs) return description;
  const hash = createHash("sha256");
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest("hex") === description.sha256 ? description : undefined;
}

function parse(text: string): Description | undefined {
  try {
    const value: Partial<Description> | null = JSON.parse(text);
    // Only this module writes these files; another version's have another format.
    return value?.format === "layca-decoded/1" ? (value as Description) : undefined;
  } catch {
    return undefined;
  }
}

/** Decodes all images into one file, [N, C, H, W], which is renamed into its place when whole. */
async function decodeInto(
  name: string,
  path: string,
  list: ImageList,
  shape: ImageShape,
  { onProgress, signal }: DecodeOptions,
): Promise<Description> {
  await mkdir(decodedFolder(), { recursive: true });
  await removeAbandoned(path);
  const temporary = `${path}.${randomUUID()}`;
  const hash = createHash("sha256");
  const histograms = emptyHistograms(shape[0]);
  const [, height, width] = shape;
  const count = list.names.length;
  try {
    const file = await open(temporary, "wx");
    try {
      for (let first = 0; first < count; first += imagesAtOnce) {
        signal?.throwIfAborted();
        const planes = await decodeSome(list, first, shape);
        countPixels(histograms, planes, height * width);
        hash.update(planes);
        await file.writeFile(planes);
        onProgress?.(Math.min(count, first + imagesAtOnce), count);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
  const description: Description = {
    format: "layca-decoded/1",
    count,
    shape,
    histograms: histograms.map((counts) => [...counts]),
    sha256: hash.digest("hex"),
    mtimeMs: statSync(path).mtimeMs,
  };
  await writeFileAtomic(`${name}.json`, JSON.stringify(description));
  return description;
}

/** What decodings that were killed left; one under way is written to all the time. */
async function removeAbandoned(path: string): Promise<void> {
  for (const name of await readdir(dirname(path))) {
    if (!name.startsWith(`${basename(path)}.`)) continue;
    const left = join(dirname(path), name);
    const state = statSync(left, { throwIfNoEntry: false });
    if (state && Date.now() - state.mtimeMs > abandonedAfterMs) await rm(left, { force: true });
  }
}

async function decodeSome(list: ImageList, first: number, shape: ImageShape): Promise<Uint8Array> {
  const names = list.names.slice(first, first + imagesAtOnce);
  const [channels, height, width] = shape;
  const size = channels * height * width;
  const planes = new Uint8Array(names.length * size);
  const limit = pLimit(2 * availableParallelism());
  let hasFailed = false;
  const decode = async (name: string, index: number) => {
    if (hasFailed) return;
    const path = join(list.folder, name);
    const image = await decodeImage(path, channels === 1 ? 1 : 3);
    if (image.height !== height || image.width !== width) {
      const expected = `expected an image of ${width} × ${height} pixels`;
      throw InputError.at(path, `${expected} but found ${image.width} × ${image.height}`);
    }
    toPlanes(image, channels, planes.subarray(index * size, (index + 1) * size));
  };
  const work = names.map((name, index) => limit(() => decode(name, index)));
  try {
    await Promise.all(work);
  } catch (error) {
    // Whoever is told must not find libvips' threads still at work, which read the environment.
    hasFailed = true;
    await Promise.allSettled(work);
    throw error;
  }
  return planes;
}

/** [height, width, channels] to [channels, height, width]. */
function toPlanes({ bytes }: DecodedImage, channels: number, planes: Uint8Array): void {
  const area = planes.length / channels;
  for (let channel = 0; channel < channels; channel++) {
    for (let pixel = 0; pixel < area; pixel++) {
      planes[channel * area + pixel] = bytes[pixel * channels + channel] ?? 0;
    }
  }
}
