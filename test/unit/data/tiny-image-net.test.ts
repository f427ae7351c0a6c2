import { createHash } from "node:crypto";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { beforeEach, describe, expect, test } from "vitest";
import { dataFingerprint, datasets, type TinyImageNetOptions } from "../../../lib/data/index.js";
import { findTinyImageNet } from "../../../lib/data/tiny-image-net.js";
import { engine } from "../../../lib/native.js";
import { tinyIds, writeImage, writeTinyImageNet } from "../../support/image-files.js";
import { balance, imageNetwork, labelsOf, loaded, pixelsOf } from "../../support/loaded.js";
import { useOwnCache } from "../../support/own-cache.js";
import { asyncRefusal, refusal } from "../../support/refusal.js";
import { onSharedData, sharedData } from "../../support/shared-data.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

const cache = useOwnCache();
const size = 3 * 64 * 64;
let root: string;

beforeEach(async () => {
  root = join(temporaryFolder(), "tiny-imagenet-200");
  await writeTinyImageNet(root);
});

const load = (options: TinyImageNetOptions = {}, outputs = 3) =>
  loaded(datasets.tinyImageNet({ root, ...options }), imageNetwork(3, 64, outputs));
const image = (pixels: Uint8Array, number: number) =>
  pixels.subarray(number * size, (number + 1) * size);
const decodedFiles = () =>
  readdirSync(join(cache.folder, "decoded")).filter((name) => name.endsWith(".u8"));
const fingerprint = async () => (await dataFingerprint(datasets.tinyImageNet({ root }))).files;

test("classes are the places in wnids.txt, images stand in the order of their numbers", async () => {
  const { inputs, description } = await load();
  expect(engine().tensorInfo(inputs.train.inputs)).toMatchObject({
    shape: [9, 3, 64, 64],
    dtype: "uint8",
  });
  expect(labelsOf(inputs.train)).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2]);
  expect(labelsOf(inputs.test)).toEqual([2, 0]);
  expect(description).toBe("Tiny ImageNet: 9 training images, 2 test images");
  // The second image of a class is grey.
  const file = sharp(join(root, "train", tinyIds[1], "images", `${tinyIds[1]}_9.JPEG`));
  expect((await file.metadata()).channels).toBe(1);
  const grey = await file.toColourspace("b-w").raw().toBuffer();
  const pixels = pixelsOf(inputs.train);
  for (const channel of [0, 1, 2]) {
    const plane = image(pixels, 4).subarray(channel * 4096, (channel + 1) * 4096);
    expect(Buffer.from(plane).equals(grey)).toBe(true);
  }
  expect(findTinyImageNet(root).classNames()).toEqual([tinyIds[0], "first, second", tinyIds[2]]);
});

test("is found in the folder that its archive makes", async () => {
  expect((await load({ root: join(root, "..") })).description).toContain("9 training images");
});

test("decodes once, and again what has changed or been damaged", async () => {
  const first = await load();
  const kept = decodedFiles();
  expect(kept).toHaveLength(2);
  const times = kept.map((name) => statSync(join(cache.folder, "decoded", name)).mtimeMs);
  const before = Buffer.from(pixelsOf(first.inputs.train));
  await load({ validation: "test" });
  expect(kept.map((name) => statSync(join(cache.folder, "decoded", name)).mtimeMs)).toEqual(times);

  for (const name of kept) {
    const path = join(cache.folder, "decoded", name);
    const { atime, mtime } = statSync(path);
    truncateSync(path, 100);
    utimesSync(path, atime, mtime);
  }
  expect(before.equals(pixelsOf((await load()).inputs.train))).toBe(true);

  for (const name of kept) {
    const path = join(cache.folder, "decoded", name);
    writeFileSync(path, Buffer.alloc(statSync(path).size));
    utimesSync(path, 1, 1);
  }
  expect(before.equals(pixelsOf((await load()).inputs.train))).toBe(true);

  const [damaged = ""] = kept;
  const abandoned = join(cache.folder, "decoded", `${damaged}.left`);
  writeFileSync(abandoned, "half");
  utimesSync(abandoned, 1, 1);
  truncateSync(join(cache.folder, "decoded", damaged), 0);
  await load();
  expect(existsSync(abandoned)).toBe(false);

  const changed = join(root, "train", tinyIds[0], "images", `${tinyIds[0]}_0.JPEG`);
  await writeImage(changed, 77, { width: 64, height: 64, format: "jpeg" });
  const after = pixelsOf((await load()).inputs.train);
  expect(before.subarray(0, size).equals(image(after, 0))).toBe(false);
  expect(before.subarray(size).equals(after.subarray(size))).toBe(true);
});

test("is named by names, classes and contents, wherever it lies", async () => {
  const before = await fingerprint();
  const elsewhere = temporaryFolder();
  cpSync(root, elsewhere, { recursive: true });
  expect((await dataFingerprint(datasets.tinyImageNet({ root: elsewhere }))).files).toEqual(before);
  writeFileSync(join(root, "wnids.txt"), [...tinyIds].reverse().join("\n"));
  const [train, test] = (await fingerprint()) as string[];
  expect(train).not.toBe((before as string[])[0]);
  expect(test).not.toBe((before as string[])[1]);
});

describe("refuses", () => {
  const at = (...names: string[]) => join(root, ...names);
  const images = () => at("train", tinyIds[0], "images");
  const jpeg = () => join(images(), `${tinyIds[0]}_9.JPEG`);

  test.each<[string, () => unknown, () => string]>([
    [
      "a folder without wnids.txt",
      () => rmSync(at("wnids.txt")),
      () =>
        `data.root: expected wnids.txt in ${root} but found none; \`layca data tinyImageNet\` fetches them`,
    ],
    [
      "ids that are none",
      () => writeFileSync(at("wnids.txt"), "goldfish\n"),
      () => `${at("wnids.txt")}: expected ids such as n01443537, each once, but found "goldfish"`,
    ],
    [
      "a class without a folder",
      () => rmSync(at("train", tinyIds[2]), { recursive: true }),
      () =>
        `${at("train", tinyIds[2], "images")}: expected a folder of Tiny ImageNet but found none`,
    ],
    [
      "a class without images",
      () => {
        rmSync(images(), { recursive: true });
        mkdirSync(images());
      },
      () => `${images()}: expected images but found none`,
    ],
    [
      "a class that is none",
      () => mkdirSync(at("train/n09999999")),
      () => `${at("train")}: expected folders named by the ids of wnids.txt but found n09999999`,
    ],
    [
      "test images among the training images",
      () => renameSync(at("val/images/val_1.JPEG"), join(images(), "val_1.JPEG")),
      () => `${images()}: expected images such as ${tinyIds[0]}_0.JPEG but found val_1.JPEG`,
    ],
    [
      "an image of another class",
      () => renameSync(jpeg(), join(images(), `${tinyIds[1]}_9.JPEG`)),
      () =>
        `${images()}: expected images such as ${tinyIds[0]}_0.JPEG but found ${tinyIds[1]}_9.JPEG`,
    ],
    [
      "annotations without their image",
      () => rmSync(at("val/images/val_0.JPEG")),
      () =>
        `${at("val/val_annotations.txt")}: line 2: expected an image of ${at("val/images")} but found val_0.JPEG`,
    ],
    [
      "an image without annotation",
      () => writeFileSync(at("val/images/val_7.JPEG"), ""),
      () =>
        `${at("val/val_annotations.txt")}: expected a line for every image but found none for val_7.JPEG`,
    ],
    [
      "annotations of a class that is none",
      () => appendFileSync(at("val/val_annotations.txt"), "val_0.JPEG\tn0\t0\t0\t0\t0\n"),
      () => `${at("val/val_annotations.txt")}: line 3: expected an id of wnids.txt but found "n0"`,
    ],
    [
      "a JPEG file cut off",
      () => truncateSync(jpeg(), 700),
      () => `${jpeg()}: expected an image but it is damaged or cut off`,
    ],
    [
      "an empty file",
      () => truncateSync(jpeg(), 0),
      () => `${jpeg()}: expected an image but found something else`,
    ],
    [
      "a file that is no image",
      () => writeFileSync(jpeg(), "no image at all"),
      () => `${jpeg()}: expected an image but found something else`,
    ],
    [
      "an image of another size",
      () => writeImage(jpeg(), 1, { width: 64, height: 48, format: "jpeg" }),
      () => `${jpeg()}: expected an image of 64 × 64 pixels but found 64 × 48`,
    ],
    [
      "a network of too few outputs",
      () => undefined,
      () =>
        `network.layers: expected at least 3 outputs for the classes of ${root} but the network gives 2`,
    ],
  ])("%s", async (_name, spoil, message) => {
    await spoil();
    const outputs = message().startsWith("network") ? 2 : 3;
    expect(await asyncRefusal(() => load({}, outputs))).toBe(message());
  });

  test("a folder that is none", () => {
    expect(refusal(() => findTinyImageNet(at("nowhere")))).toBe(
      `data.root: expected a folder with Tiny ImageNet's files but ${at("nowhere")} is none; \`layca data tinyImageNet\` fetches them`,
    );
  });
});

describe.skipIf(!sharedData)(`real files${onSharedData}`, () => {
  test("are decoded as Pillow decodes them, grey ones too", async () => {
    const { inputs } = await load({ root: sharedData ?? "" }, 10);
    expect(balance(labelsOf(inputs.train))).toEqual(Array(10).fill(60));
    expect(balance(labelsOf(inputs.test))).toEqual(Array(10).fill(10));
    const ids = readFileSync(join(sharedData ?? "", "tiny-imagenet-200/wnids.txt"), "utf8");
    const dog = 60 * ids.split("\n").indexOf("n02099601");
    const sha256 = (number: number) => {
      // [C, H, W] to Pillow's order, a pixel's channels side by side.
      const planes = image(pixelsOf(inputs.train), number);
      const pixels = Uint8Array.from(
        planes,
        (_, at) => planes[(at % 3) * 4096 + Math.floor(at / 3)] ?? 0,
      );
      return createHash("sha256").update(pixels).digest("hex");
    };
    expect(sha256(dog)).toBe("7c4b86813e4c4fd867c784e2b2d1f30dc1e0786f05b216dbfa2947d5c41c4cc1");
    expect(sha256(dog + 59)).toBe(
      "f8b412c4bbb0b51d823156e5a8c93b4fc9d88f47073c13706bb06dd7024869c0",
    );
  });
});
