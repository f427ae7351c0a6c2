import { existsSync, readdirSync, statSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { threadId } from "node:worker_threads";
import { isAlive } from "../check/is-alive.js";

/**
 * The folder within a staging folder whose files serve the next set-up when this one is cut off.
 */
export const DOWNLOADS = "downloads";

const DAY = 24 * 3600 * 1000;
let claims = 0;

/**
 * Makes a folder beside `target` that belongs to this call alone. What a set-up that was cut off
 * left there is taken over, so that its finished downloads serve again; what else was left is
 * removed.
 */
export async function claimStaging(target: string): Promise<string> {
  const prefix = `${basename(target)}.partial-`;
  const parent = dirname(target);
  await mkdir(parent, { recursive: true });
  claims += 1;
  const own = join(parent, `${prefix}${hostname()}-${process.pid}-${threadId}-${claims}`);
  for (const name of readdirSync(parent)) {
    const path = join(parent, name);
    if (!name.startsWith(prefix) || !isAbandoned(path, name.slice(prefix.length))) continue;
    if (existsSync(own) || !(await takeOver(path, own)))
      await rm(path, { recursive: true, force: true });
  }
  await mkdir(own, { recursive: true });
  return own;
}

/** `owner` is `<host>-<pid>-<thread>-<n>`. */
function isAbandoned(path: string, owner: string): boolean {
  const [, host, pid] = owner.match(/^(.*)-(\d+)-\d+-\d+$/) ?? [];
  if (host === hostname() && !isAlive(Number(pid))) return true;
  // Another machine's process cannot be asked.
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs > DAY;
}

/** Of several processes that try, the rename lets one win. */
async function takeOver(path: string, own: string): Promise<boolean> {
  try {
    await rename(path, own);
  } catch {
    return false;
  }
  await clearAllButDownloads(own);
  return true;
}

async function clearAllButDownloads(staging: string): Promise<void> {
  for (const name of readdirSync(staging)) {
    if (name !== DOWNLOADS) await rm(join(staging, name), { recursive: true, force: true });
  }
}

/** Removes the staging folder, but for finished downloads that another set-up can use. */
export async function releaseStaging(staging: string): Promise<void> {
  await clearAllButDownloads(staging);
  const left = existsSync(join(staging, DOWNLOADS))
    ? readdirSync(join(staging, DOWNLOADS), { recursive: true, withFileTypes: true })
    : [];
  if (!left.some((entry) => entry.isFile())) await rm(staging, { recursive: true });
}

/**
 * Puts `folder` in the place of `target` in one step. What stands there is moved to `trash` first,
 * unless `isGood` says that another set-up has finished meanwhile.
 */
export async function putInPlace(
  folder: string,
  target: string,
  trash: string,
  isGood: () => Promise<boolean>,
): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await rename(folder, target);
      return;
    } catch (error) {
      // A folder that is not empty cannot be renamed onto.
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if ((code !== "ENOTEMPTY" && code !== "EEXIST") || attempt === 5) throw error;
      if (await isGood()) return;
      await rename(target, join(trash, `replaced-${attempt}`)).catch(() => undefined);
    }
  }
}
