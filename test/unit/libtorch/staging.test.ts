import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync } from "node:fs";
import { hostname } from "node:os";
import { basename, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { claimStaging, putInPlace, releaseStaging } from "../../../lib/libtorch/staging.js";
import { writeFile } from "../../support/fake-libtorch.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

/** The id of a process that has ended. */
function deadPid(): number {
  return spawnSync("true").pid;
}

describe("staging", () => {
  let parent = "";
  let target = "";

  beforeEach(() => {
    parent = temporaryFolder();
    target = join(parent, "libtorch");
  });

  /** What a set-up of process `pid` left that was cut off. */
  function leave(pid: number, { host = hostname(), text = "wheel" } = {}): string {
    const path = join(parent, `libtorch.partial-${host}-${pid}-0-1`);
    writeFile(join(path, "downloads/torch/torch.whl"), text);
    writeFile(join(path, "tree/lib/half"), "");
    return path;
  }

  it("makes a folder of its own for every call", async () => {
    const [a, b] = await Promise.all([claimStaging(target), claimStaging(target)]);
    expect(a).not.toBe(b);
    expect(readdirSync(parent).sort()).toEqual([basename(a), basename(b)].sort());
  });

  it("takes over the downloads of a process that has ended, and nothing else", async () => {
    leave(deadPid());
    const staging = await claimStaging(target);
    expect(readFileSync(join(staging, "downloads/torch/torch.whl"), "utf8")).toBe("wheel");
    expect(readdirSync(staging)).toEqual(["downloads"]);
    expect(readdirSync(parent)).toEqual([basename(staging)]);
  });

  it("removes what more was left", async () => {
    leave(deadPid(), { text: "one" });
    leave(deadPid(), { text: "other" });
    const staging = await claimStaging(target);
    expect(readdirSync(parent)).toEqual([basename(staging)]);
  });

  it("leaves a living process's folder and a young one of another machine alone", async () => {
    const living = leave(process.ppid);
    const foreign = leave(1, { host: "elsewhere" });
    await claimStaging(target);
    expect(existsSync(living)).toBe(true);
    expect(existsSync(foreign)).toBe(true);
    utimesSync(foreign, 1, 1);
    await claimStaging(target);
    expect(existsSync(foreign)).toBe(false);
  });

  it("keeps finished downloads only when it is released", async () => {
    const staging = await claimStaging(target);
    writeFile(join(staging, "tree/lib/half"), "");
    writeFile(join(staging, "downloads/torch/torch.whl"), "wheel");
    mkdirSync(join(staging, "downloads/cudart"));
    await releaseStaging(staging);
    expect(readdirSync(staging)).toEqual(["downloads"]);
    writeFile(join(target, "x"), "");
    const empty = await claimStaging(target);
    mkdirSync(join(empty, "downloads/torch"), { recursive: true });
    await releaseStaging(empty);
    expect(existsSync(empty)).toBe(false);
  });
});

describe("putInPlace", () => {
  let folder = "";
  let target = "";
  const put = (isGood: boolean) =>
    putInPlace(join(folder, "new"), target, folder, async () => isGood);

  beforeEach(() => {
    folder = temporaryFolder();
    target = join(folder, "target");
    writeFile(join(folder, "new/name"), "new");
  });

  it("puts a folder where there was none", async () => {
    await put(false);
    expect(readFileSync(join(target, "name"), "utf8")).toBe("new");
  });

  it("replaces what stands there", async () => {
    writeFile(join(target, "name"), "old");
    await put(false);
    expect(readFileSync(join(target, "name"), "utf8")).toBe("new");
  });

  it("leaves what another set-up has put there meanwhile", async () => {
    writeFile(join(target, "name"), "other");
    await put(true);
    expect(readFileSync(join(target, "name"), "utf8")).toBe("other");
  });
});
