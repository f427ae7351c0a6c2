import { existsSync } from "node:fs";
import { LibtorchError } from "../errors.js";
import { libtorchCacheFolder } from "./cache.js";
import { type FetchOptions, fetchLibtorch } from "./fetch.js";
import { inspectFolder } from "./inspect.js";
import { type LocatedLibtorch, locateLibtorch, refuseExplicit } from "./locate.js";
import { readManifest, verifyFiles } from "./manifest.js";
import { refuseMusl } from "./musl.js";

/**
 * Finds libtorch, or fetches it into the user's cache where there is none; a damaged cache is
 * fetched anew.
 * @throws LibtorchError when LAYCA_LIBTORCH names what cannot be used, or nothing can be found or
 *   fetched.
 */
export async function setUpLibtorch(options: FetchOptions): Promise<LocatedLibtorch> {
  refuseMusl();
  const cache = libtorchCacheFolder();
  const { libtorch, candidates } = locateLibtorch();
  refuseExplicit(candidates);
  if (libtorch?.source === "LAYCA_LIBTORCH") return libtorch;
  const damage = existsSync(cache) ? await cacheDamage(cache) : null;
  if (libtorch && !damage) return libtorch;
  if (damage) options.onProgress(`${cache} ${damage}: fetching libtorch anew`);
  await fetchLibtorch(cache, options);
  return fetched(cache);
}

async function cacheDamage(cache: string): Promise<string | null> {
  const { problem } = inspectFolder(cache);
  if (problem) return problem;
  const manifest = readManifest(cache);
  if (!manifest) return "has no manifest that tells whether it is complete";
  const difference = await verifyFiles(cache, manifest);
  return difference && `is damaged: ${difference}`;
}

function fetched(cache: string): LocatedLibtorch {
  const { libtorch, problem } = inspectFolder(cache);
  if (libtorch) return { source: "cache", ...libtorch };
  throw new LibtorchError(`${cache} was fetched but ${problem}`);
}
