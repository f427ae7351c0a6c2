import { findCifar10, findCifar100 } from "./cifar.js";
import { imageSets } from "./image-sets.js";
import { findMnist } from "./mnist.js";
import type { FoundSet } from "./stored-images.js";
import { findTinyImageNet } from "./tiny-image-net.js";

/** A file that a set's authors publish. */
export interface PublishedFile {
  readonly name: string;
  /** Where it can be had, the first that answers. */
  readonly urls: readonly string[];
  readonly hashes: readonly PublishedHash[];
}

/** What a file's bytes must hash to (hex). */
export interface PublishedHash {
  readonly algorithm: "md5" | "sha256";
  readonly hex: string;
}

/** A set that `layca data` fetches. */
export interface PublishedSet {
  readonly title: string;
  /** Its folder in the root: of an archive, the folder that all its files lie in. */
  readonly folder: string;
  readonly files: readonly PublishedFile[];
  /** How the files are packed; gzipped files are read as they are. */
  readonly packed: "not" | "tar" | "zip";
  /** Names one of which tells that the set, or some of it, is in a folder. */
  readonly marks: readonly string[];
  find(root: string): FoundSet;
}

/** The sets by their names in run specs and on the command line. */
export const publishedSets = {
  mnist: {
    title: imageSets.mnist.title,
    folder: "mnist",
    // The authors' own site has long refused downloads; these two are the mirrors that torchvision names.
    files: [
      mnistFile(
        "train-images-idx3-ubyte.gz",
        "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
      ),
      mnistFile(
        "train-labels-idx1-ubyte.gz",
        "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
      ),
      mnistFile(
        "t10k-images-idx3-ubyte.gz",
        "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
      ),
      mnistFile(
        "t10k-labels-idx1-ubyte.gz",
        "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
      ),
    ],
    packed: "not",
    marks: gzippedOrNot([
      "train-images-idx3-ubyte",
      "train-labels-idx1-ubyte",
      "t10k-images-idx3-ubyte",
      "t10k-labels-idx1-ubyte",
    ]),
    find: findMnist,
  },
  cifar10: {
    title: imageSets.cifar10.title,
    folder: "cifar-10-batches-bin",
    files: [
      cifarFile("cifar-10-binary.tar.gz", {
        md5: "c32a1d4ab5d03f1284b67883e8d87530",
        sha256: "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
      }),
    ],
    packed: "tar",
    marks: gzippedOrNot([
      ...[1, 2, 3, 4, 5].map((number) => `data_batch_${number}.bin`),
      "test_batch.bin",
    ]),
    find: findCifar10,
  },
  cifar100: {
    title: imageSets.cifar100.title,
    folder: "cifar-100-binary",
    files: [
      cifarFile("cifar-100-binary.tar.gz", {
        md5: "03b5dce01913d631647c71ecec9e9cb8",
        sha256: "58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec",
      }),
    ],
    packed: "tar",
    marks: gzippedOrNot(["train.bin", "test.bin"]),
    find: (root) => findCifar100(root, "fine"),
  },
  tinyImageNet: {
    title: imageSets.tinyImageNet.title,
    folder: "tiny-imagenet-200",
    files: [
      {
        name: "tiny-imagenet-200.zip",
        urls: ["http://cs231n.stanford.edu/tiny-imagenet-200.zip"],
        // The site states none; this one stands in many projects that download it from there.
        hashes: [{ algorithm: "md5", hex: "90528d7ca1a48142e341f4ef8d21d0de" }],
      },
    ],
    packed: "zip",
    marks: ["wnids.txt"],
    find: findTinyImageNet,
  },
} as const satisfies Record<string, PublishedSet>;

/**
 * The SHA-256 are of the files with the MD5 that torchvision states (f68b3c2d…, d53e105e…, 9fb629c4…,
 * ec29112d…), which are those first published.
 */
function mnistFile(name: string, sha256: string): PublishedFile {
  return {
    name,
    urls: [
      `https://ossci-datasets.s3.amazonaws.com/mnist/${name}`,
      `https://storage.googleapis.com/cvdf-datasets/mnist/${name}`,
    ],
    hashes: [{ algorithm: "sha256", hex: sha256 }],
  };
}

/** MD5: stated on the authors' page; SHA-256: in the checksums of TensorFlow Datasets. */
function cifarFile(name: string, { md5, sha256 }: { md5: string; sha256: string }): PublishedFile {
  return {
    name,
    urls: [`https://www.cs.toronto.edu/~kriz/${name}`],
    hashes: [
      { algorithm: "md5", hex: md5 },
      { algorithm: "sha256", hex: sha256 },
    ],
  };
}

function gzippedOrNot(names: readonly string[]): string[] {
  return names.flatMap((name) => [name, `${name}.gz`]);
}
