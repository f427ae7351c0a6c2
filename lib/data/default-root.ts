import { join } from "node:path";
import { cacheFolder } from "../libtorch/cache.js";

/**
 * Where `layca data` puts data sets, each in a folder of its own: `data` in layca's cache folder.
 */
export function defaultDataRoot(): string {
  return join(cacheFolder(), "data");
}
