import { createHash } from "node:crypto";
import { chmodSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import {
  type Manifest,
  readManifest,
  verifyFiles,
  writeManifest,
} from "../../../lib/libtorch/manifest.js";
import { writeFile } from "../../support/fake-libtorch.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

describe("manifest", () => {
  let folder = "";
  let manifest: Manifest;

  beforeEach(async () => {
    folder = temporaryFolder();
    writeFile(join(folder, "lib/a"), "contents");
    manifest = {
      format: "layca-libtorch/1",
      version: "2.11.0",
      platform: "linux-x64",
      wheels: ["torch.whl"],
      files: {
        "lib/a": {
          size: 8,
          sha256: createHash("sha256").update("contents").digest("hex"),
          mtimeMs: statSync(join(folder, "lib/a")).mtimeMs,
        },
      },
    };
    await writeManifest(folder, manifest);
  });

  it("is read as it was written", () => {
    expect(readManifest(folder)).toEqual(manifest);
  });

  it.each(["", "{", "null", '{"format":"layca-libtorch/2","version":"2.11.0","files":{}}'])(
    "is none when it reads %j",
    (text) => {
      writeFile(join(folder, "layca-libtorch.json"), text);
      expect(readManifest(folder)).toBeNull();
    },
  );

  it("finds nothing wrong with what was fetched", async () => {
    expect(await verifyFiles(folder, manifest)).toBeNull();
  });

  it("notices a file that is missing, or of another size", async () => {
    writeFile(join(folder, "lib/a"), "content");
    expect(await verifyFiles(folder, manifest)).toBe("lib/a: expected 8 bytes but received 7");
    rmSync(join(folder, "lib/a"));
    expect(await verifyFiles(folder, manifest)).toBe("lib/a is missing");
  });

  it("notices other contents of the same size", async () => {
    writeFile(join(folder, "lib/a"), "CONTENTS");
    utimesSync(join(folder, "lib/a"), 1, 1);
    expect(await verifyFiles(folder, manifest)).toBe(
      "lib/a: its contents are not what was fetched",
    );
  });

  it("notes the times of a copied folder, so as to read its files once only", async () => {
    utimesSync(join(folder, "lib/a"), 1, 1);
    expect(await verifyFiles(folder, manifest)).toBeNull();
    expect(readManifest(folder)?.files["lib/a"]?.mtimeMs).toBe(1000);
  });

  it("verifies a folder that cannot be written to", async () => {
    utimesSync(join(folder, "lib/a"), 1, 1);
    chmodSync(folder, 0o555);
    expect(await verifyFiles(folder, manifest)).toBeNull();
    chmodSync(folder, 0o755);
  });
});
