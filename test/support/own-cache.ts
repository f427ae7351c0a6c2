import { beforeEach } from "vitest";
import { engine } from "../../lib/native.js";
import { isolateEnvironment } from "./environment.js";
import { temporaryFolder } from "./temporary-folder.js";

/** Gives every test of the file a cache of layca's own, empty, when the engine has found libtorch. */
export function useOwnCache(): { readonly folder: string } {
  const cache = { folder: "" };
  isolateEnvironment();
  beforeEach(() => {
    engine();
    cache.folder = temporaryFolder();
    process.env.LAYCA_CACHE = cache.folder;
  });
  return cache;
}
