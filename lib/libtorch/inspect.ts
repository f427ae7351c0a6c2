import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { sharedLibraryProblem } from "./elf.js";
import { readManifest, sizeProblem } from "./manifest.js";
import { type Platform, platform } from "./platform.js";
import { isLibtorchVersion, LIBTORCH_VERSION } from "./version.js";

/**
 * A folder that holds libtorch of the right version: our own, a torch package or an unpacked
 * archive.
 */
export interface LibtorchFolder {
  readonly folder: string;
  /** With build tag: `2.11.0+cu130`. */
  readonly version: string;
  /** Absolute paths of the libraries to open, in this order. */
  readonly libraries: readonly string[];
  /** Absolute path of the CUDA library; null in a build without CUDA. */
  readonly cuda: string | null;
}

/** Either the libtorch in a folder, or why there is none that can be used. */
export type Inspection =
  | { readonly libtorch: LibtorchFolder; readonly problem: null }
  | { readonly libtorch: null; readonly problem: string };

/**
 * Looks at a folder without opening a library: is it complete, undamaged and of the right version?
 */
export function inspectFolder(folder: string, on: Platform = platform()): Inspection {
  const problem = layoutProblem(folder, on);
  if (problem) return { libtorch: null, problem };
  const version = statedVersion(folder);
  if (version === null)
    return unusable("has no version.py or build-version that names its version");
  if (!isLibtorchVersion(version)) {
    return unusable(`holds another version: expected ${LIBTORCH_VERSION} but received ${version}`);
  }
  const libraries = present(folder, on.libraries);
  const damage = damageOf(folder, libraries, on);
  if (damage) return unusable(`is damaged: ${damage}`);
  const cuda = on.cuda ? (present(folder, [on.cuda.library])[0] ?? null) : null;
  return { libtorch: { folder, version, libraries, cuda }, problem: null };
}

function unusable(problem: string): Inspection {
  return { libtorch: null, problem };
}

function layoutProblem(folder: string, on: Platform): string | null {
  if (!existsSync(folder)) return "does not exist";
  if (!statSync(folder).isDirectory()) return "is not a folder";
  const missing = on.required.find((name) => !existsSync(join(folder, "lib", name)));
  return missing ? `has no lib/${missing}` : null;
}

function present(folder: string, names: readonly string[]): string[] {
  return names.map((name) => join(folder, "lib", name)).filter((path) => existsSync(path));
}

/**
 * The version that a torch package (or our copy of it) or an unpacked archive states; null if
 * neither does.
 */
export function statedVersion(folder: string): string | null {
  const statement = textOf(join(folder, "version.py"))?.match(/^__version__ = '([^']+)'/m)?.[1];
  return statement ?? (textOf(join(folder, "build-version"))?.trim() || null);
}

function textOf(path: string): string | null {
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}

function damageOf(folder: string, libraries: readonly string[], on: Platform): string | null {
  const manifest = readManifest(folder);
  const problem = manifest && sizeProblem(folder, manifest, "lib/");
  if (problem) return problem;
  if (on.elfMachine === undefined) return null;
  for (const path of libraries) {
    const damage = sharedLibraryProblem(path, on.elfMachine);
    if (damage) return `${path.slice(folder.length + 1)}: ${damage}`;
  }
  return null;
}
