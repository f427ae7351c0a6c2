import { resolve } from "node:path";
import { LibtorchError } from "../errors.js";
import { libtorchCacheFolder } from "./cache.js";
import { inspectFolder, type LibtorchFolder } from "./inspect.js";
import { pythonsOnPath, torchPackageOf } from "./python.js";
import { LIBTORCH_VERSION } from "./version.js";

/** A place where libtorch may be. */
export type LibtorchSource = "LAYCA_LIBTORCH" | "cache" | "python";

/** A place that was looked at, and what was found there. */
export interface LibtorchCandidate {
  readonly source: LibtorchSource;
  readonly libtorch: LibtorchFolder | null;
  /** Why it cannot be used, as a clause: `not set`, `/opt/libtorch has no lib/libc10.so`. */
  readonly problem: string | null;
}

/** A libtorch that can be used, and where it was found. */
export interface LocatedLibtorch extends LibtorchFolder {
  readonly source: LibtorchSource;
}

export interface Location {
  /**
   * The first hit; null where there is none, or where LAYCA_LIBTORCH is set to what cannot be used.
   */
  readonly libtorch: LocatedLibtorch | null;
  /** The places looked at, in order, up to the hit. */
  readonly candidates: readonly LibtorchCandidate[];
}

/**
 * Looks for libtorch: in the folder LAYCA_LIBTORCH, the user's cache, then the torch package of the
 * Pythons on the PATH. Opens nothing and downloads nothing.
 */
export function locateLibtorch(): Location {
  const candidates: LibtorchCandidate[] = [];
  for (const candidate of libtorchCandidates()) {
    candidates.push(candidate);
    const { source, libtorch } = candidate;
    if (libtorch) return { libtorch: { source, ...libtorch }, candidates };
    // What the user asked for explicitly is not passed over.
    if (source === "LAYCA_LIBTORCH" && process.env.LAYCA_LIBTORCH) break;
  }
  return { libtorch: null, candidates };
}

/** @throws LibtorchError when LAYCA_LIBTORCH is set and what it names cannot be used. */
export function refuseExplicit([first]: readonly LibtorchCandidate[]): void {
  if (first?.source !== "LAYCA_LIBTORCH" || !process.env.LAYCA_LIBTORCH || !first.problem) return;
  throw new LibtorchError(
    `LAYCA_LIBTORCH: expected a folder of libtorch ${LIBTORCH_VERSION} but ${first.problem}. ` +
      "Set it to another folder, or unset it and run `npx layca setup`.",
  );
}

/**
 * Every place where libtorch may be, looked at one after the other as the caller asks for the next.
 */
export function* libtorchCandidates(): Generator<LibtorchCandidate, void> {
  const explicit = process.env.LAYCA_LIBTORCH;
  if (explicit) yield candidateIn("LAYCA_LIBTORCH", resolve(explicit));
  else yield { source: "LAYCA_LIBTORCH", libtorch: null, problem: "not set" };
  yield candidateIn("cache", libtorchCacheFolder());
  const pythons = pythonsOnPath();
  if (pythons.length === 0) yield noPython("no python3 or python on the PATH");
  for (const python of pythons) {
    const folder = torchPackageOf(python);
    if (folder) yield candidateIn("python", folder);
    else yield noPython(`${python} has no torch`);
  }
}

function candidateIn(source: LibtorchSource, folder: string): LibtorchCandidate {
  const { libtorch, problem } = inspectFolder(folder);
  return { source, libtorch, problem: problem && `${folder} ${problem}` };
}

function noPython(problem: string): LibtorchCandidate {
  return { source: "python", libtorch: null, problem };
}
