import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../errors.js";
import { decodedOnce } from "./decoded-images.js";
import { unreadable } from "./file-hash.js";
import type { ImageList } from "./image-list.js";
import { imageSets } from "./image-sets.js";
import { fetching, isFolder, namesIn, requireSetFolder } from "./set-folder.js";
import type { FoundSet } from "./stored-images.js";

const { title, shape } = imageSets.tinyImageNet;

/**
 * Finds Tiny ImageNet's folders in `root` or in its folder `tiny-imagenet-200`. Class numbers are the
 * places in wnids.txt; training images are taken class by class, each in the order of its numbers, and
 * those of val/, the test set, in the order of val_annotations.txt.
 *
 * @throws InputError naming what is missing or out of place.
 */
export function findTinyImageNet(root: string): FoundSet {
  const set = { title, kind: "tinyImageNet" };
  requireSetFolder(root, set);
  const folder = [root, join(root, "tiny-imagenet-200")].find((candidate) =>
    existsSync(join(candidate, "wnids.txt")),
  );
  if (folder === undefined) {
    throw InputError.at(
      "data.root",
      `expected wnids.txt in ${root} but found none${fetching(set)}`,
    );
  }
  const ids = classIds(join(folder, "wnids.txt"));
  const exactly = async () => shape;
  return {
    title,
    folder,
    classes: ids.length,
    train: decodedOnce(trainingImages(join(folder, "train"), ids), exactly),
    test: decodedOnce(testImages(join(folder, "val"), ids), exactly),
    classNames: () => classNames(join(folder, "words.txt"), ids),
  };
}

function classIds(path: string): string[] {
  const ids = lines(path);
  const strange = ids.find((id, index) => !/^n\d{8}$/.test(id) || ids.indexOf(id) !== index);
  if (strange !== undefined) {
    throw InputError.at(
      path,
      `expected ids such as n01443537, each once, but found ${JSON.stringify(strange)}`,
    );
  }
  if (ids.length === 0) throw InputError.at(path, "expected one or more ids but found none");
  return ids;
}

function trainingImages(folder: string, ids: readonly string[]): ImageList {
  requireFolderAt(folder);
  const foreign = namesIn(folder).find((name) => !ids.includes(name));
  if (foreign !== undefined) {
    const message = `expected folders named by the ids of wnids.txt but found ${foreign}`;
    throw InputError.at(folder, message);
  }
  const names: string[] = [];
  const labels: number[] = [];
  ids.forEach((id, label) => {
    const images = join(folder, id, "images");
    requireFolderAt(images);
    const numbered = namesIn(images).map((name) => ({ name, number: numberOf(images, id, name) }));
    if (numbered.length === 0) throw InputError.at(images, "expected images but found none");
    for (const { name } of numbered.sort((a, b) => a.number - b.number)) {
      names.push(join(id, "images", name));
      labels.push(label);
    }
  });
  return { folder, names, labels: Uint16Array.from(labels) };
}

/** 59 of `n01443537_59.JPEG`. */
function numberOf(folder: string, id: string, name: string): number {
  const [, found, number] = name.match(/^(n\d{8})_(\d+)\.JPEG$/) ?? [];
  if (found === id) return Number(number);
  throw InputError.at(folder, `expected images such as ${id}_0.JPEG but found ${name}`);
}

function testImages(folder: string, ids: readonly string[]): ImageList {
  const images = join(folder, "images");
  requireFolderAt(images);
  const path = join(folder, "val_annotations.txt");
  const fail = (line: number, message: string) =>
    InputError.at(path, `line ${line + 1}: ${message}`);
  const there = new Set(namesIn(images));
  const names: string[] = [];
  const labels = lines(path).map((text, line) => {
    const [name = "", id = ""] = text.split("\t");
    const label = ids.indexOf(id);
    if (label < 0) throw fail(line, `expected an id of wnids.txt but found ${JSON.stringify(id)}`);
    if (!there.delete(name)) throw fail(line, `expected an image of ${images} but found ${name}`);
    names.push(join("images", name));
    return label;
  });
  const [unnamed] = there;
  if (unnamed !== undefined) {
    throw InputError.at(path, `expected a line for every image but found none for ${unnamed}`);
  }
  if (names.length === 0) throw InputError.at(path, "expected one or more lines but found none");
  return { folder, names, labels: Uint16Array.from(labels) };
}

function classNames(path: string, ids: readonly string[]): readonly string[] | undefined {
  if (!existsSync(path)) return undefined;
  const words = new Map(
    lines(path).map((line) => {
      const [id = "", name = ""] = line.split("\t");
      return [id, name] as const;
    }),
  );
  return ids.map((id) => words.get(id) ?? id);
}

function requireFolderAt(folder: string): void {
  if (!isFolder(folder))
    throw InputError.at(folder, `expected a folder of ${title} but found none`);
}

function lines(path: string): string[] {
  try {
    return readFileSync(path, "utf8")
      .split(/\r?\n/)
      .filter((line) => line !== "");
  } catch (error) {
    throw unreadable(path, error);
  }
}
