import { existsSync, readFileSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { unpackWheel } from "../../../lib/libtorch/unpack.js";
import { type FakeWheel, writeWheel } from "../../support/fake-wheels.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

describe("unpackWheel", () => {
  const keep = { "torch/lib/a.so": "lib/a.so", "torch/include/": "include/" };
  let folder = "";

  beforeEach(() => {
    folder = temporaryFolder();
  });

  function wheelOf(change: Partial<FakeWheel> = {}): string {
    return writeWheel(folder, {
      name: "torch",
      version: "2.11.0",
      tags: "py3-none-any",
      files: { "torch/lib/a.so": "a", "torch/lib/b.so": "b", "torch/include/x/y.h": "y" },
      ...change,
    });
  }

  const unpack = (wheel: string) =>
    unpackWheel(wheel, join(folder, "out"), { python: "python3", keep });

  it("unpacks the files to keep, and no other", async () => {
    const files = await unpack(wheelOf());
    expect(files).toEqual({
      "lib/a.so": {
        size: 1,
        sha256: "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
      },
      "include/x/y.h": {
        size: 1,
        sha256: "a1fce4363854ff888cff4b8e7875d600c2682390412a8cf79b37d0b11148b0fa",
      },
    });
    expect(readFileSync(join(folder, "out/include/x/y.h"), "utf8")).toBe("y");
    expect(existsSync(join(folder, "out/lib/b.so"))).toBe(false);
  });

  it("refuses a file that does not have the hash in RECORD", async () => {
    const wheel = wheelOf({ hashes: { "torch/lib/a.so": "abc" } });
    await expect(unpack(wheel)).rejects.toThrow(
      "torch-2.11.0-py3-none-any.whl cannot be unpacked: " +
        "torch/lib/a.so: expected sha256=abc but received sha256=ypeBEsobvcr6wjGzmiPcTaeG7_gUfE5yuYB3ha_uSLs",
    );
  });

  it("refuses a wheel that lacks a file", async () => {
    const wheel = wheelOf({ files: { "torch/include/x.h": "x" } });
    await expect(unpack(wheel)).rejects.toThrow(
      "torch-2.11.0-py3-none-any.whl cannot be unpacked: it has no torch/lib/a.so",
    );
  });

  it("refuses a wheel that was cut off", async () => {
    const wheel = wheelOf();
    truncateSync(wheel, 100);
    await expect(unpack(wheel)).rejects.toThrow(
      "torch-2.11.0-py3-none-any.whl cannot be unpacked: zipfile.BadZipFile: File is not a zip file",
    );
  });

  it("writes nothing outside its folder", async () => {
    const files = { "torch/lib/a.so": "a", "torch/include/../../../escaped": "!" };
    await expect(unpack(wheelOf({ files }))).rejects.toThrow("it has no torch/include/");
    expect(existsSync(join(folder, "escaped"))).toBe(false);
    expect(existsSync(join(folder, "../escaped"))).toBe(false);
  });
});
