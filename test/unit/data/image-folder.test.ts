import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { beforeEach, describe, expect, test } from "vitest";
import { datasets, type ImageFolderOptions } from "../../../lib/data/index.js";
import { engine } from "../../../lib/native.js";
import { network } from "../../../lib/nn/index.js";
import { pixelValue, type WrittenImage, writeImage } from "../../support/image-files.js";
import { labelsOf, loaded, pixelsOf } from "../../support/loaded.js";
import { useOwnCache } from "../../support/own-cache.js";
import { asyncRefusal, refusal } from "../../support/refusal.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

useOwnCache();
const [height, width] = [6, 8];
const colour = network.image({ channels: 3, height, width }).flatten().linear(2);
const grey = network.image({ channels: 1, height, width }).flatten().linear(2);
let root: string;

beforeEach(() => {
  root = temporaryFolder();
});

const load = (options: Partial<ImageFolderOptions> = {}, net: typeof colour = colour) =>
  loaded(datasets.imageFolder({ root, ...options }), net);

/** Writes `count` images a class, `a` and `b`, below `folder`; their planes in order. */
async function writeClasses(folder: string, count: number, first = 0, how: WrittenImage = {}) {
  const planes: Uint8Array[] = [];
  for (const [label, name] of ["a", "b"].entries()) {
    for (let image = 0; image < count; image++) {
      const path = join(root, folder, name, `${image}.${how.format ?? "png"}`);
      planes.push(await writeImage(path, first + label * count + image, how));
    }
  }
  return Buffer.concat(planes);
}

test("train/ and test/ are the two halves", async () => {
  const [train, testing] = [await writeClasses("train", 3), await writeClasses("test", 1, 50)];
  const { inputs, description } = await load();
  expect(engine().tensorInfo(inputs.train.inputs)).toMatchObject({
    shape: [6, 3, height, width],
    dtype: "uint8",
  });
  expect(train.equals(pixelsOf(inputs.train))).toBe(true);
  expect(testing.equals(pixelsOf(inputs.test))).toBe(true);
  expect(labelsOf(inputs.train)).toEqual([0, 0, 0, 1, 1, 1]);
  expect(labelsOf(inputs.test)).toEqual([0, 1]);
  expect(description).toBe("Images: 6 training images, 2 test images");
});

test("nothing is decoded any more once a damaged image is told", async () => {
  await writeClasses(".", 30);
  writeFileSync(join(root, "a", "1.png"), "damaged");
  await expect(load()).rejects.toThrow("expected an image but found something else");
  expect(sharp.counters()).toEqual({ queue: 0, process: 0 });
});

test("one folder of classes is the training set, of which a part validates", async () => {
  await writeClasses(".", 4);
  const { inputs, description } = await load({ validation: 0.25 });
  expect(inputs).not.toHaveProperty("test");
  expect(description).toBe("Images: 6 training images, 2 validation images");
});

test.each<WrittenImage>([
  { format: "png" },
  { format: "png", channels: 4 },
  { format: "webp" },
  { format: "tiff" },
])("reads %o, without what is transparent", async (how) => {
  await writeClasses(".", 1, 0, how);
  const pixels = pixelsOf((await load()).inputs.train);
  const area = height * width;
  const expected = Uint8Array.from({ length: 6 * area }, (_, at) =>
    pixelValue(Math.floor(at / (3 * area)), Math.floor(at / area) % 3, at % area),
  );
  expect(Buffer.from(pixels).equals(expected)).toBe(true);
});

test("grey images are seen grey, or as three equal channels", async () => {
  const planes = await writeClasses(".", 1, 0, { channels: 1 });
  expect(planes.equals(pixelsOf((await load({}, grey)).inputs.train))).toBe(true);
  const threefold = [0, 0, 0, 1, 1, 1].map((image) =>
    planes.subarray(48 * image, 48 * (image + 1)),
  );
  expect(Buffer.concat(threefold).equals(pixelsOf((await load()).inputs.train))).toBe(true);
});

test("colour becomes grey for a network of one channel", async () => {
  await writeClasses(".", 1);
  const { inputs } = await load({}, grey);
  expect(engine().tensorInfo(inputs.train.inputs).shape).toEqual([2, 1, height, width]);
});

test("vectors are grey or coloured by their length", async () => {
  await writeClasses(".", 1);
  const shape = async (features: number) =>
    engine().tensorInfo(
      (await loaded(datasets.imageFolder({ root }), network.vector({ features }).linear(2))).inputs
        .train.inputs,
    ).shape;
  expect(await shape(48)).toEqual([2, 48]);
  expect(await shape(144)).toEqual([2, 144]);
});

test("hidden files are passed over", async () => {
  await writeClasses(".", 1);
  writeFileSync(join(root, ".DS_Store"), "");
  writeFileSync(join(root, "a/.thumbnail"), "");
  expect((await load()).description).toBe("Images: 2 training images");
});

describe("refuses", () => {
  const at = (...names: string[]) => join(root, ...names);
  test.each<[string, () => unknown, () => string, Partial<ImageFolderOptions>?]>([
    [
      "a file among the classes",
      () => writeFileSync(at("train/readme.txt"), ""),
      () => `${at("train")}: expected folders, one a class, but found the file readme.txt`,
    ],
    [
      "a file that is no image by its name",
      () => writeFileSync(at("train/a/labels.csv"), ""),
      () =>
        `${at("train/a")}: expected images (.png, .jpg, .jpeg, .webp, .tif, .tiff) but found labels.csv`,
    ],
    [
      "no classes",
      () => {
        rmSync(at("train"), { recursive: true });
        mkdirSync(at("train"));
      },
      () => `${at("train")}: expected folders, one a class, but found none`,
    ],
    [
      "no images",
      () => {
        rmSync(at("train"), { recursive: true });
        mkdirSync(at("train/a"), { recursive: true });
        rmSync(at("test"), { recursive: true });
      },
      () => `${at("train")}: expected images but found none`,
    ],
    [
      "a class of the test set alone",
      () => renameSync(at("test/b"), at("test/c")),
      () => `${at("test")}: expected the classes of the training set but found c`,
    ],
    [
      "images of two sizes",
      () => writeImage(at("train/b/0.png"), 1, { width: 9 }),
      () => `${at("train/b/0.png")}: expected an image of 8 × 6 pixels but found 9 × 6`,
    ],
    [
      "images of another size than the network's input",
      () =>
        Promise.all([
          rmSync(at("train"), { recursive: true }),
          rmSync(at("test"), { recursive: true }),
        ]).then(() => writeClasses("train", 1, 0, { width: 9 })),
      () =>
        `network.input: expected [N, 3, 6, 9], which the images of ${root} give, but received [N, 3, 6, 8]`,
    ],
    [
      "a damaged image",
      () => writeFileSync(at("test/a/0.png"), "no"),
      () => `${at("test/a/0.png")}: expected an image but found something else`,
    ],
    [
      "watching a test set that there is not",
      () => rmSync(at("test"), { recursive: true }),
      () =>
        `data.validation: expected a fraction, since ${root} has no folder test, but received "test"`,
      { validation: "test" },
    ],
  ])("%s", async (_name, spoil, message, options) => {
    await writeClasses("train", 1);
    await writeClasses("test", 1, 9);
    await spoil();
    expect(await asyncRefusal(() => load(options))).toBe(message());
  });

  test("a missing root, and options of other sets", () => {
    const data = (options: string) => () => datasets.imageFolder(JSON.parse(options));
    expect(refusal(data("{}"))).toBe(
      "datasets.imageFolder.root: expected a folder but it is missing",
    );
    expect(refusal(data('{ "root": ".", "labels": "fine" }'))).toBe(
      "datasets.imageFolder.labels: unknown key; expected one of kind, root, perClass, limit, validation, normalize, flatten",
    );
  });
});
