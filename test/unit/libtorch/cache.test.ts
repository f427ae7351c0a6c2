import { homedir } from "node:os";
import { describe, expect, it } from "vitest";
import { cacheFolder, libtorchCacheFolder } from "../../../lib/libtorch/cache.js";
import { isolateEnvironment } from "../../support/environment.js";

isolateEnvironment("LAYCA_CACHE", "XDG_CACHE_HOME");

describe("cacheFolder", () => {
  it("is where LAYCA_CACHE says", () => {
    process.env.LAYCA_CACHE = "/data/layca";
    process.env.XDG_CACHE_HOME = "/xdg";
    expect(cacheFolder()).toBe("/data/layca");
    expect(libtorchCacheFolder()).toBe(
      `/data/layca/libtorch-2.11.0-${process.platform}-${process.arch}`,
    );
  });

  it.runIf(process.platform === "linux")("else follows the XDG specification", () => {
    expect(cacheFolder()).toBe(`${homedir()}/.cache/layca`);
    process.env.XDG_CACHE_HOME = "/xdg";
    expect(cacheFolder()).toBe("/xdg/layca");
    process.env.XDG_CACHE_HOME = "relative";
    expect(cacheFolder()).toBe(`${homedir()}/.cache/layca`);
  });
});
