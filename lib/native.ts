import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { EngineAddon } from "./addon.js";
import { LibtorchError } from "./errors.js";
import {
  type LibtorchSource,
  type LocatedLibtorch,
  locateLibtorch,
  refuseExplicit,
} from "./libtorch/locate.js";
import { refuseMusl } from "./libtorch/musl.js";
import { type Platform, platform } from "./libtorch/platform.js";
import { LIBTORCH_VERSION } from "./libtorch/version.js";
import { collectYoung } from "./young-collector.js";

/** A library that was opened, or why it could not be. */
export interface OpenedLibrary {
  /** The file. */
  readonly path: string;
  /** Why it could not be opened; null where it was. */
  readonly error: string | null;
}

/** The addon without libtorch, which opens libtorch's libraries. */
export interface LoaderAddon {
  open(paths: readonly string[]): OpenedLibrary[];
  /** `2.36`; null where the C library is not glibc. */
  glibcVersion(): string | null;
}

/** The libtorch that the engine runs on. */
export interface LibtorchInfo {
  /** With build tag: `2.11.0+cu130`. */
  readonly version: string;
  /** Where it was found. */
  readonly source: LibtorchSource;
  /** The folder of libtorch, or of the torch package. */
  readonly folder: string;
  /** Every attempt to open a library, in order, those for CUDA included. */
  readonly opened: readonly OpenedLibrary[];
}

interface Native {
  readonly engine: EngineAddon;
  readonly info: LibtorchInfo;
}

const require = createRequire(import.meta.url);
const packageFolder = fileURLToPath(new URL("..", import.meta.url));
let native: Native | undefined;

/**
 * The engine; the first call in a thread opens libtorch.
 * @throws LibtorchError that says what to run when libtorch or the compiled addon is missing or
 *   does not fit.
 */
export function engine(): EngineAddon {
  native ??= load();
  return native.engine;
}

/**
 * Which libtorch the engine runs on and what was opened of it.
 *
 * @throws LibtorchError that says what to run when libtorch or the compiled addon is missing or does not fit.
 */
export function libtorchInfo(): LibtorchInfo {
  native ??= load();
  return native.info;
}

function load(): Native {
  refuseMusl();
  const on = platform();
  const { path, addon } = loader();
  const libtorch = locate();
  const info = { ...pick(libtorch), opened: openLibraries(addon, libtorch, on) };
  const engine = loadEngine(enginePath(path));
  // `process.exit()` runs no cleanup hooks of the main thread: the runs under way are joined here.
  process.on("exit", () => engine.shutdown());
  engine.setYoungCollector(collectYoung);
  return { engine, info };
}

function pick({ version, source, folder }: LocatedLibtorch) {
  return { version, source, folder };
}

/**
 * The loader and the path of its file.
 * @throws LibtorchError where layca was not compiled for this platform.
 */
export function loader(): { readonly path: string; readonly addon: LoaderAddon } {
  try {
    const nodeGypBuild: { path(folder: string): string } = require("node-gyp-build");
    const path = nodeGypBuild.path(packageFolder);
    return { path, addon: require(path) };
  } catch (error) {
    throw new LibtorchError(
      `layca has no addon that loads on ${platform().name}: ${firstLine(error)}. In a clone run \`npm run setup\`, ` +
        "which builds it; the npm package brings it for linux-x64 with glibc.",
      { cause: error },
    );
  }
}

/** Where the engine's addon lies, given the loader's path. */
export function enginePath(loaderPath: string): string {
  return join(dirname(loaderPath), "engine", "layca_engine.node");
}

function locate(): LocatedLibtorch {
  const { libtorch, candidates } = locateLibtorch();
  if (libtorch) return libtorch;
  refuseExplicit(candidates);
  throw new LibtorchError(
    [
      `libtorch ${LIBTORCH_VERSION} is not set up: run \`npx layca setup\`, which finds or fetches it.`,
      ...candidates.map(({ source, problem }) => `  ${source}: ${problem}`),
    ].join("\n"),
  );
}

function openLibraries(addon: LoaderAddon, libtorch: LocatedLibtorch, on: Platform) {
  const opened = addon.open(libtorch.libraries);
  // The last is libtorch_cpu itself, whose own search path may find what could not be opened before
  // it.
  const failure = opened.at(-1)?.error;
  if (failure) {
    throw new LibtorchError(
      `libtorch in ${libtorch.folder} (${libtorch.source}) cannot be opened: ${failure}. ` +
        "`npx layca setup` checks and mends the cache; `npx layca doctor` shows what was tried.",
    );
  }
  return [...opened, ...openCuda(addon, libtorch, on)];
}

/**
 * Without a driver the CUDA library would take time and memory for nothing; the driver's absence is
 * the answer then.
 */
function openCuda(addon: LoaderAddon, { cuda }: LocatedLibtorch, on: Platform): OpenedLibrary[] {
  if (!on.cuda || !cuda) return [];
  const [driver] = addon.open([on.cuda.driver]);
  return driver?.error ? [driver] : addon.open([cuda]);
}

function loadEngine(path: string): EngineAddon {
  try {
    // Functions are found at once on the prototype of an object; on what an addon exports V8 looks them up at each call.
    return Object.create(require(path));
  } catch (error) {
    throw new LibtorchError(
      `the engine ${path} cannot be loaded: ${firstLine(error)}. In a clone run \`npm run build\`; ` +
        "`npx layca doctor` shows more.",
      { cause: error },
    );
  }
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split("\n")[0] ?? "";
}
