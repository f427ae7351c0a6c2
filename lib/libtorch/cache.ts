import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { platform } from "./platform.js";
import { LIBTORCH_VERSION } from "./version.js";

/**
 * Where layca keeps what it fetches for this user: LAYCA_CACHE, else `~/Library/Caches/layca` on
 * macOS, else `layca` in XDG_CACHE_HOME or `~/.cache`.
 */
export function cacheFolder(): string {
  const { LAYCA_CACHE: own, XDG_CACHE_HOME: xdg } = process.env;
  if (own) return resolve(own);
  if (process.platform === "darwin") return join(homedir(), "Library", "Caches", "layca");
  // The XDG specification says to ignore a relative path.
  return join(xdg && isAbsolute(xdg) ? xdg : join(homedir(), ".cache"), "layca");
}

/** The folder in the cache that `layca setup` fetches libtorch into. */
export function libtorchCacheFolder(): string {
  return join(cacheFolder(), `libtorch-${LIBTORCH_VERSION}-${platform().name}`);
}
