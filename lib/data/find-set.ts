import type { InputSpec } from "../nn/index.js";
import { findCifar10, findCifar100 } from "./cifar.js";
import type { ImageDataSpec } from "./data-schema.js";
import { defaultDataRoot } from "./default-root.js";
import { findImageFolder } from "./image-folder.js";
import { findMnist } from "./mnist.js";
import type { FoundSet } from "./stored-images.js";
import { findTinyImageNet } from "./tiny-image-net.js";

/**
 * Finds the files of a set of labelled images; reads as little of them as tells what is there.
 *
 * @param input the network's, which says whether the images of a folder are seen grey or in colour.
 * @throws InputError naming what is missing or out of place.
 */
export function findImageSet(data: ImageDataSpec, input?: InputSpec): FoundSet {
  const root = data.root ?? defaultDataRoot();
  switch (data.kind) {
    case "mnist":
      return findMnist(root);
    case "cifar10":
      return findCifar10(root);
    case "cifar100":
      return findCifar100(root, data.labels);
    case "tinyImageNet":
      return findTinyImageNet(root);
    case "imageFolder":
      return findImageFolder(root, input);
  }
}
