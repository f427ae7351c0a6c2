import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { create } from "tar";
import { beforeEach, describe, expect, test } from "vitest";
import { type FetchProgress, fetchSet, isThere } from "../../../lib/data/fetch-set.js";
import { type PublishedSet, publishedSets } from "../../../lib/data/published-sets.js";
import { summarizeSet } from "../../../lib/data/set-summary.js";
import { LaycaError } from "../../../lib/errors.js";
import { writeCifar } from "../../support/cifar-files.js";
import { type ServerOptions, serveFiles } from "../../support/file-server.js";
import { writeMnist } from "../../support/idx-files.js";
import { tinyIds, writeTinyImageNet } from "../../support/image-files.js";
import { useOwnCache } from "../../support/own-cache.js";
import { asyncRefusal } from "../../support/refusal.js";
import { temporaryFolder } from "../../support/temporary-folder.js";
import { zipOf } from "../../support/zip-files.js";

useOwnCache();
let root: string;

beforeEach(() => {
  root = join(temporaryFolder(), "data");
});

/** A published set whose files, served by a real server, are these. */
function publishedAs(set: PublishedSet, files: Readonly<Record<string, Uint8Array>>): PublishedSet {
  return {
    ...set,
    files: set.files.map((file) => ({
      ...file,
      hashes: [
        {
          algorithm: "sha256",
          hex: createHash("sha256")
            .update(files[file.name] ?? "")
            .digest("hex"),
        },
      ],
    })),
  };
}

interface Fetching {
  readonly server?: ServerOptions;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: FetchProgress) => void;
}

async function fetched(
  set: PublishedSet,
  files: Readonly<Record<string, Uint8Array>>,
  {
    server = {},
    signal = new AbortController().signal,
    onProgress = () => undefined,
  }: Fetching = {},
) {
  const { url: mirror } = await serveFiles(files, server);
  await fetchSet(publishedAs(set, files), root, { signal, mirror, onProgress, patience: 1 });
}

const summary = (set: PublishedSet) =>
  summarizeSet(set.find(root), { signal: new AbortController().signal });

/** A gzipped tar archive of a small CIFAR-10, with a link and a file elsewhere. */
async function cifarArchive(): Promise<Record<string, Uint8Array>> {
  const folder = temporaryFolder();
  writeCifar("cifar10", join(folder, "cifar-10-batches-bin"));
  writeFileSync(join(folder, "cifar-10-batches-bin/batches.meta.txt"), "airplane\nautomobile\n\n");
  writeFileSync(join(folder, "elsewhere"), "");
  const path = join(folder, "archive");
  await create({ gzip: true, file: path, cwd: folder }, ["elsewhere", "cifar-10-batches-bin"]);
  return { "cifar-10-binary.tar.gz": readFileSync(path) };
}

async function tinyArchive(): Promise<Record<string, Uint8Array>> {
  const folder = temporaryFolder();
  await writeTinyImageNet(folder);
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const entries = names.map((path) => {
    const name = `tiny-imagenet-200${path.slice(folder.length)}`;
    return [name, readFileSync(path)] as const;
  });
  const folders = { "tiny-imagenet-200/": new Uint8Array(0), "other/x": new Uint8Array(1) };
  return { "tiny-imagenet-200.zip": zipOf({ ...folders, ...Object.fromEntries(entries) }) };
}

function mnistFiles(): Record<string, Uint8Array> {
  const folder = temporaryFolder();
  writeMnist(folder, { gzip: true });
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]),
  );
}

test("CIFAR: the archive's folder appears whole, with nothing beside it", async () => {
  const progress: FetchProgress[] = [];
  expect(isThere(publishedSets.cifar10, root)).toBe(false);
  await fetched(publishedSets.cifar10, await cifarArchive(), {
    onProgress: (one) => progress.push(one),
  });
  expect(isThere(publishedSets.cifar10, root)).toBe(true);
  expect(readdirSync(root)).toEqual(["cifar-10-batches-bin"]);
  expect(readdirSync(join(root, "cifar-10-batches-bin"))).toHaveLength(7);
  expect(await summary(publishedSets.cifar10)).toMatchObject({
    title: "CIFAR-10",
    folder: join(root, "cifar-10-batches-bin"),
    shape: [3, 32, 32],
    classNames: ["airplane", "automobile"],
    train: { count: 20, perClass: Array(10).fill(2) },
    test: { count: 10, perClass: Array(10).fill(1) },
  });
  expect(progress.map(({ doing }) => doing)).toContain("downloading");
  expect(progress.at(-1)).toEqual({ doing: "unpacking", name: "cifar-10-binary.tar.gz", done: 7 });
});

test("Tiny ImageNet: unpacked from its zip archive, and decoded", async () => {
  await fetched(publishedSets.tinyImageNet, await tinyArchive());
  expect(readdirSync(root)).toEqual(["tiny-imagenet-200"]);
  const decoded: number[] = [];
  const found = await summarizeSet(publishedSets.tinyImageNet.find(root), {
    signal: new AbortController().signal,
    onProgress: (done) => decoded.push(done),
  });
  expect(found).toMatchObject({
    shape: [3, 64, 64],
    classNames: [tinyIds[0], "first, second", tinyIds[2]],
    train: { count: 9, perClass: [3, 3, 3] },
    test: { count: 2, perClass: [1, 0, 1] },
  });
  expect(decoded).toEqual([9, 2]);
});

test("MNIST: its four files as they are published", async () => {
  const files = mnistFiles();
  await fetched(publishedSets.mnist, files, { server: { breaks: { after: 100, times: 3 } } });
  expect(readdirSync(join(root, "mnist")).sort()).toEqual(Object.keys(files).sort());
  expect(await summary(publishedSets.mnist)).toMatchObject({
    shape: [1, 28, 28],
    train: { count: 40 },
    test: { count: 20 },
  });
});

test("what is cut off leaves its downloads to the next, which asks for the rest alone", async () => {
  const files = mnistFiles();
  const controller = new AbortController();
  const names: string[] = [];
  const going = fetched(publishedSets.mnist, files, {
    signal: controller.signal,
    onProgress: ({ name, done, total }) => {
      if (done === total) names.push(name);
      if (names.length === 2) controller.abort();
    },
  });
  await expect(going).rejects.toThrow(/aborted/);
  expect(existsSync(join(root, "mnist"))).toBe(false);
  const [left = ""] = readdirSync(root);
  expect(left).toMatch(/^mnist\.partial-/);
  // As if that process had ended: its folder is named after it.
  const { renameSync } = await import("node:fs");
  renameSync(join(root, left), join(root, left.replace(/-\d+-\d+-\d+$/, "-999999999-0-1")));
  const again = await serveFiles(files);
  await fetchSet(publishedAs(publishedSets.mnist, files), root, {
    signal: new AbortController().signal,
    mirror: again.url,
    onProgress: () => undefined,
  });
  expect(again.asked.length).toBeLessThanOrEqual(3);
  expect(readdirSync(root)).toEqual(["mnist"]);
});

test("two at once both succeed", async () => {
  const files = await cifarArchive();
  await Promise.all([fetched(publishedSets.cifar10, files), fetched(publishedSets.cifar10, files)]);
  expect(readdirSync(root)).toEqual(["cifar-10-batches-bin"]);
});

describe("refuses", () => {
  test("a folder of other files, and leaves it alone", async () => {
    const folder = join(root, "cifar-10-batches-bin");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "mine.txt"), "mine");
    const files = await cifarArchive();
    expect(await asyncRefusal(() => fetched(publishedSets.cifar10, files))).toBe(
      `${folder}: expected CIFAR-10's files or no folder but it holds others`,
    );
    expect(readdirSync(folder)).toEqual(["mine.txt"]);
  });

  test("what the sites do not have, and says how to do without", async () => {
    const { url } = await serveFiles({});
    const going = fetchSet(publishedSets.cifar100, root, {
      signal: new AbortController().signal,
      mirror: url,
      onProgress: () => undefined,
    });
    await expect(going).rejects.toThrow(
      new LaycaError(
        `CIFAR-100 could not be fetched: ${url}/cifar-100-binary.tar.gz: expected the file but the server answered 404 Not Found\n` +
          "Where this machine has no way there, put what https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz holds into " +
          `${join(root, "cifar-100-binary")}: \`layca data\` checks what is there.`,
      ),
    );
    expect(readdirSync(root)).toEqual([]);
  });

  test("an archive that is damaged, or of another set", async () => {
    const broken = { "cifar-10-binary.tar.gz": Buffer.from("no archive") };
    await expect(fetched(publishedSets.cifar10, broken)).rejects.toThrow(
      /^CIFAR-10 could not be fetched: /,
    );
    const [bytes = new Uint8Array()] = Object.values(await cifarArchive());
    await expect(
      fetched(publishedSets.cifar100, { "cifar-100-binary.tar.gz": bytes }),
    ).rejects.toThrow(/expected files in cifar-100-binary\/ but found none/);
    await expect(
      fetched(publishedSets.tinyImageNet, { "tiny-imagenet-200.zip": zipOf({ "a/b": bytes }) }),
    ).rejects.toThrow(/expected files in tiny-imagenet-200\/ but found none/);
    expect(existsSync(join(root, "cifar-100-binary"))).toBe(false);
  });
});
