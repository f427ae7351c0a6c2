import { createHash, randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeEach, describe, expect, test } from "vitest";
import { type DownloadOptions, download } from "../../../lib/data/download.js";
import type { PublishedFile } from "../../../lib/data/published-sets.js";
import { LaycaError } from "../../../lib/errors.js";
import { serveFiles } from "../../support/file-server.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

const contents = randomBytes(300_000);
const md5 = (bytes: Uint8Array) => createHash("md5").update(bytes).digest("hex");
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
});

function published(urls: readonly string[], bytes: Uint8Array = contents): PublishedFile {
  return {
    name: "set.bin",
    urls: urls.map((url) => `${url}/set.bin`),
    hashes: [
      { algorithm: "md5", hex: md5(bytes) },
      { algorithm: "sha256", hex: sha256(bytes) },
    ],
  };
}

function fetched(file: PublishedFile, options: Partial<DownloadOptions> = {}): Promise<string> {
  return download(file, folder, {
    signal: new AbortController().signal,
    onProgress: () => undefined,
    patience: 1,
    ...options,
  });
}

async function refusal(act: () => Promise<unknown>): Promise<string> {
  try {
    await act();
  } catch (error) {
    if (error instanceof LaycaError) return error.message;
    throw error;
  }
  throw new Error("expected a LaycaError but nothing was thrown");
}

const part = () => join(folder, "set.bin.part");

function expectWhole(path: string): void {
  expect(path).toBe(join(folder, "set.bin"));
  expect(readFileSync(path).equals(contents)).toBe(true);
  expect(existsSync(part())).toBe(false);
}

test("downloads a file and says how far it is", async () => {
  const server = await serveFiles({ "set.bin": contents });
  const progress: [number, number | undefined][] = [];
  expectWhole(
    await fetched(published([server.url]), {
      onProgress: (...report) => progress.push(report),
    }),
  );
  expect(progress.at(-1)).toEqual([300_000, 300_000]);
  expect(progress.map(([done]) => done)).toEqual(
    [...progress.map(([done]) => done)].sort((a, b) => a - b),
  );
  expect(server.asked).toEqual([undefined]);
});

test("goes on where a connection broke, as often as bytes come", async () => {
  const server = await serveFiles({ "set.bin": contents }, { breaks: { after: 30_000, times: 6 } });
  expectWhole(await fetched(published([server.url])));
  expect(server.asked).toHaveLength(7);
  expect(server.asked[0]).toBe(undefined);
  expect(server.asked.slice(1).every((range) => /^bytes=\d+-$/.test(range ?? ""))).toBe(true);
});

test("goes on with what an earlier download left", async () => {
  writeFileSync(part(), contents.subarray(0, 100_000));
  const server = await serveFiles({ "set.bin": contents });
  const first: number[] = [];
  expectWhole(await fetched(published([server.url]), { onProgress: (done) => first.push(done) }));
  expect(server.asked).toEqual(["bytes=100000-"]);
  expect(first[0]).toBeGreaterThan(100_000);
});

test("takes what is already whole", async () => {
  writeFileSync(part(), contents);
  const server = await serveFiles({ "set.bin": contents });
  expectWhole(await fetched(published([server.url])));
  expect(server.asked).toEqual(["bytes=300000-"]);
});

test("begins anew where a server sends no parts of files", async () => {
  writeFileSync(part(), contents.subarray(0, 100_000));
  const server = await serveFiles({ "set.bin": contents }, { ranges: false });
  expectWhole(await fetched(published([server.url])));
});

test("begins anew where what was left is of another file", async () => {
  writeFileSync(part(), Buffer.alloc(1000));
  const server = await serveFiles({ "set.bin": contents });
  expectWhole(await fetched(published([server.url])));
  expect(server.asked).toEqual(["bytes=1000-", undefined]);
});

test("takes up a connection that has fallen silent", async () => {
  const server = await serveFiles({ "set.bin": contents }, { silentAfter: 40_000 });
  expectWhole(await fetched(published([server.url]), { silence: 200 }));
  expect(server.asked[1]).toMatch(/^bytes=\d+-$/);
});

test("follows redirects, and takes the next URL where one does not answer", async () => {
  const gone = await serveFiles({});
  const moved = await serveFiles({ "set.bin": contents }, { redirect: true });
  expectWhole(await fetched(published([gone.url, "http://127.0.0.1:9", moved.url])));
});

test("keeps a gzipped file packed, whatever the server says of it", async () => {
  const packed = gzipSync(contents);
  const server = await serveFiles(
    { "set.bin": packed },
    { headers: { "content-encoding": "gzip" } },
  );
  const path = await fetched(published([server.url], packed));
  expect(readFileSync(path).equals(packed)).toBe(true);
});

describe("says why", () => {
  test("there is no such file", async () => {
    const [one, other] = [await serveFiles({}), await serveFiles({}, { status: 503 })];
    expect(await refusal(() => fetched(published([one.url, other.url])))).toBe(
      `${one.url}/set.bin: expected the file but the server answered 404 Not Found\n` +
        `${other.url}/set.bin: expected the file but the server answered 503 Service Unavailable`,
    );
  });

  test("nothing listens", async () => {
    expect(await refusal(() => fetched(published(["http://127.0.0.1:9"])))).toBe(
      "http://127.0.0.1:9/set.bin: connect ECONNREFUSED 127.0.0.1:9",
    );
  });

  test("the file is another one, which is not kept", async () => {
    const other = randomBytes(1000);
    const server = await serveFiles({ "set.bin": other });
    expect(await refusal(() => fetched(published([server.url])))).toBe(
      `${server.url}/set.bin: expected a file of MD5 ${md5(contents)} but received one of ${md5(other)}`,
    );
    expect(existsSync(part())).toBe(false);
    const { hashes, ...file } = published([server.url]);
    const strong = { ...file, hashes: hashes.slice(1) };
    expect(await refusal(() => fetched(strong))).toBe(
      `${server.url}/set.bin: expected a file of SHA-256 ${sha256(contents)} but received one of ${sha256(other)}`,
    );
  });

  test("the connection breaks without a byte, again and again", async () => {
    const server = await serveFiles({ "set.bin": contents }, { breaks: { after: 0, times: 99 } });
    expect(await refusal(() => fetched(published([server.url])))).toMatch(/^http:.*\/set\.bin: /);
    expect(server.asked).toHaveLength(4);
  });

  test("redirects have no end", async () => {
    const url = await serveFiles({}, { headers: {}, redirect: true }).then((server) => server.url);
    expect(await refusal(() => fetched(published([url])))).toContain("404");
  });
});

test("an abort ends it and keeps what came", async () => {
  const server = await serveFiles({ "set.bin": contents }, { silentAfter: 40_000 });
  const controller = new AbortController();
  const going = fetched(published([server.url]), {
    signal: controller.signal,
    onProgress: (done) => {
      if (done >= 40_000) controller.abort();
    },
  });
  await expect(going).rejects.toThrow(/aborted/);
  expect(readFileSync(part()).equals(contents.subarray(0, readFileSync(part()).length))).toBe(true);
  expect(readFileSync(part()).length).toBeGreaterThan(0);
});
