import { extname, join } from "node:path";
import { InputError } from "../errors.js";
import type { InputSpec } from "../nn/index.js";
import { imageSize } from "./decode-image.js";
import { decodedOnce } from "./decoded-images.js";
import type { ImageList } from "./image-list.js";
import { type ImageShape, imageSets } from "./image-sets.js";
import { isFolder, namesIn } from "./set-folder.js";
import type { FoundSet } from "./stored-images.js";

const endings = [".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff"];
const mostClasses = 65_536;

/**
 * Finds a set of one's own: `train/<class>/<image>` and optionally `test/<class>/<image>`, or
 * `<class>/<image>`. Classes are numbered, and images taken, in the order of their names.
 *
 * @param input the network's: 1 channel sees the images grey, 3 in colour; of a vector the number of
 *   features tells.
 * @throws InputError naming what is missing or out of place.
 */
export function findImageFolder(root: string, input?: InputSpec): FoundSet {
  if (!isFolder(root)) {
    throw InputError.at("data.root", `expected a folder of images but ${root} is none`);
  }
  const divided = isFolder(join(root, "train"));
  const training = divided ? join(root, "train") : root;
  const names = foldersIn(training);
  if (names.length > mostClasses) {
    throw InputError.at(
      training,
      `expected at most ${mostClasses} classes but found ${names.length}`,
    );
  }
  const shapeOf = (first: string) => seenShape(first, input);
  const half = (folder: string) => decodedOnce(imagesOf(folder, names), shapeOf);
  const test = join(root, "test");
  return {
    title: imageSets.imageFolder.title,
    folder: root,
    classes: names.length,
    train: half(training),
    ...(divided && isFolder(test) ? { test: half(test) } : {}),
    classNames: () => names,
  };
}

function foldersIn(folder: string): string[] {
  const names = namesIn(folder);
  const file = names.find((name) => !isFolder(join(folder, name)));
  if (file !== undefined) {
    throw InputError.at(folder, `expected folders, one a class, but found the file ${file}`);
  }
  if (names.length === 0) {
    throw InputError.at(folder, "expected folders, one a class, but found none");
  }
  return names;
}

function imagesOf(folder: string, classes: readonly string[]): ImageList {
  const foreign = foldersIn(folder).find((name) => !classes.includes(name));
  if (foreign !== undefined) {
    throw InputError.at(folder, `expected the classes of the training set but found ${foreign}`);
  }
  const names: string[] = [];
  const labels: number[] = [];
  classes.forEach((name, label) => {
    if (!isFolder(join(folder, name))) return;
    for (const image of namesIn(join(folder, name))) {
      if (!endings.includes(extname(image).toLowerCase())) {
        const expected = `expected images (${endings.join(", ")})`;
        throw InputError.at(join(folder, name), `${expected} but found ${image}`);
      }
      names.push(join(name, image));
      labels.push(label);
    }
  });
  if (names.length === 0) throw InputError.at(folder, "expected images but found none");
  return { folder, names, labels: Uint16Array.from(labels) };
}

/** What a network of this input makes of an image of the first one's size. */
async function seenShape(first: string, input: InputSpec | undefined): Promise<ImageShape> {
  const { height, width } = await imageSize(first);
  const grey = input?.kind === "image" ? input.channels === 1 : input?.features === height * width;
  return [grey ? 1 : 3, height, width];
}
