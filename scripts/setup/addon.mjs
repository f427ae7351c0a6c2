import { existsSync, rmSync } from "node:fs";
import * as os from "node:os";
import { join } from "node:path";
import { isStamped, signature, writeStamp } from "./stamp.mjs";
import { root, run, StepError } from "./step.mjs";

const INPUTS = ["CMakeLists.txt", "src", "binding", "package.json", "package-lock.json"];
const OUTPUTS = ["layca.node", "engine/layca_engine.node"];
const GIB = 2 ** 30;

/**
 * Builds the addon when its sources or libtorch's version have changed. It finds libtorch's
 * libraries by name, so one build serves every folder of the same libtorch.
 */
export async function buildAddon({ folder, version }, { say, upToDate }) {
  const build = join(root, "build");
  const stamp = join(build, ".layca-stamp");
  const value = signature(INPUTS, [version]);
  const isBuilt = OUTPUTS.every((name) => existsSync(join(build, "Release", name)));
  if (isBuilt && isStamped(stamp, value)) return upToDate("Addon");
  const jobs = jobCount();
  say(
    `Building the addon with ${jobs} ${jobs === 1 ? "job" : "jobs"} (some minutes when it is new)`,
  );
  rmSync(stamp, { force: true });
  await configure(build, folder);
  const env = { CMAKE_BUILD_PARALLEL_LEVEL: String(jobs) };
  const { status, output } = await cmakeJs(["build"], { env, onLine: progressTo(say) });
  if (status !== 0) throw new StepError(`${output.trimEnd()}\n\nBuilding the addon failed.`);
  writeStamp(stamp, value);
}

/**
 * A build folder of a clone that was moved, or of another generator, is of no use and is made anew.
 */
async function configure(build, libtorch) {
  // Given each time, since CMake remembers the libtorch of the first.
  const args = ["configure", `--CDLAYCA_LIBTORCH=${libtorch}`];
  let { status, output } = await cmakeJs(args);
  if (status !== 0 && output.includes("CMakeCache.txt")) {
    rmSync(build, { recursive: true, force: true });
    ({ status, output } = await cmakeJs(args));
  }
  if (status === 0) return;
  throw new StepError(
    `${output.trimEnd()}\n\nConfiguring the addon failed. It needs CMake 3.16 or later and a C++17 compiler on the ` +
      "PATH (Debian: apt-get install cmake g++; macOS: xcode-select --install and brew install cmake).",
  );
}

function cmakeJs(args, options) {
  const program = join(root, "node_modules", "cmake-js", "bin", "cmake-js");
  return run(process.execPath, [program, ...args], options);
}

/** A compiler takes up to 2 GiB for a file that includes libtorch. */
function jobCount() {
  const asked = Number(process.env.CMAKE_BUILD_PARALLEL_LEVEL);
  if (asked >= 1) return asked;
  return Math.max(1, Math.min(os.availableParallelism(), Math.floor(os.totalmem() / (2 * GIB))));
}

/** Says now and then how far the build is: Ninja prints `[3/20] …`, make `[ 15%] …`. */
function progressTo(say) {
  let last = Date.now();
  return (line) => {
    const done = line.match(/^\[\s*(\d+\/\d+|\d+%)\]/)?.[1];
    if (!done || Date.now() - last < 10_000) return;
    last = Date.now();
    say(`  ${done.replace("/", " of ")}`);
  };
}
