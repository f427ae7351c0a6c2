import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { type LibtorchCandidate, libtorchCandidates } from "../libtorch/locate.js";
import { platform } from "../libtorch/platform.js";
import { engine, enginePath, type LibtorchInfo, libtorchInfo, loader } from "../native.js";
import { laycaVersion } from "../version.js";
import { type Processor, processor } from "./processor.js";

/** What `layca doctor --json` prints. */
export interface Diagnosis {
  /** Whether layca can train here. */
  readonly usable: boolean;
  readonly versions: {
    readonly layca: string;
    readonly node: string;
    readonly nodeApi: string;
    readonly libtorch: string | null;
    readonly glibc: string | null;
  };
  /** `linux-x64`. */
  readonly platform: string;
  readonly processor: Processor;
  /** Threads that a run uses unless it says otherwise. */
  readonly threads: number;
  /** The libtorch in use; null when it cannot be opened. */
  readonly libtorch: LibtorchInfo | null;
  /** Every place where libtorch may be, with why it is not taken; the first usable one is. */
  readonly candidates: readonly Finding[];
  readonly addon: { readonly loader: string | null; readonly engine: string | null };
  readonly cuda: CudaDiagnosis;
  /** What is wrong, each with the command that mends it. */
  readonly problems: readonly Problem[];
}

export interface Finding {
  readonly source: string;
  readonly folder: string | null;
  readonly version: string | null;
  readonly problem: string | null;
}

export interface CudaDiagnosis {
  readonly devices: number;
  /** Why there is no device, in words; null where there is one. */
  readonly reason: string | null;
}

export interface Problem {
  readonly message: string;
  /** Mends it, as far as a command can. */
  readonly command: string;
}

/**
 * Looks at everything that layca needs on this machine. Throws nothing: what fails becomes a
 * problem.
 */
export function diagnose(): Diagnosis {
  const compiled = attempt(loader);
  const opened = attempt(libtorchInfo);
  const candidates = attempt(() => [...libtorchCandidates()]);
  const libtorch = opened.value;
  const problems: Problem[] = [];
  if (compiled.error) problems.push({ message: compiled.error, command: "npm run setup" });
  else if (opened.error) problems.push({ message: opened.error, command: "npx layca setup" });
  return {
    usable: problems.length === 0,
    versions: {
      layca: laycaVersion,
      node: process.versions.node,
      nodeApi: process.versions.napi ?? "none",
      libtorch: libtorch?.version ?? null,
      glibc: compiled.value?.addon.glibcVersion() ?? null,
    },
    platform: `${process.platform}-${process.arch}`,
    processor: processor(),
    threads: availableParallelism(),
    libtorch,
    candidates: (candidates.value ?? []).map(findingOf),
    addon: {
      loader: compiled.value?.path ?? null,
      engine: compiled.value && existing(enginePath(compiled.value.path)),
    },
    cuda: cudaDiagnosis(libtorch),
    problems,
  };
}

type Attempt<T> =
  | { readonly value: T; readonly error: null }
  | { readonly value: null; readonly error: string };

function attempt<T>(look: () => T): Attempt<T> {
  try {
    return { value: look(), error: null };
  } catch (error) {
    return { value: null, error: error instanceof Error ? error.message : String(error) };
  }
}

function findingOf({ source, libtorch, problem }: LibtorchCandidate): Finding {
  return {
    source,
    folder: libtorch?.folder ?? null,
    version: libtorch?.version ?? null,
    problem,
  };
}

function existing(path: string): string | null {
  return existsSync(path) ? path : null;
}

/** Why exactly there is no CUDA device, following the steps by which one would be found. */
function cudaDiagnosis(libtorch: LibtorchInfo | null): CudaDiagnosis {
  const none = (reason: string) => ({ devices: 0, reason });
  if (!libtorch) return none("libtorch is not open");
  const { cuda } = platform();
  if (!cuda) return none(`libtorch for ${platform().name} has no CUDA`);
  const library = join(libtorch.folder, "lib", cuda.library);
  const { addon } = loader();
  const [driver] = addon.open([cuda.driver]);
  const noDriver = driver?.error ? `no NVIDIA driver: ${driver.error}` : null;
  if (!existsSync(library)) {
    const lacking = `libtorch in ${libtorch.folder} is without CUDA: ${cuda.library} is not in its lib/`;
    return none(noDriver ? `${noDriver}; ${lacking}` : `${lacking}; ${withCuda}`);
  }
  if (noDriver) return none(noDriver);
  const failure = libtorch.opened.find(({ path }) => path === library)?.error;
  if (failure) return none(`${cuda.library} cannot be opened: ${failure}`);
  const devices = engine().cudaDeviceCount();
  return devices > 0 ? { devices, reason: null } : none("the NVIDIA driver shows no device");
}

const withCuda =
  "install one with CUDA (`pip install torch==2.11.0`) and set LAYCA_LIBTORCH to its folder";
