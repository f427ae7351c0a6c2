import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { LibtorchError } from "../errors.js";
import { WHEEL_PYTHON, type Wheel } from "./platform.js";
import { runPython } from "./python.js";

export interface DownloadOptions {
  readonly python: string;
  /**
   * Where pip may put temporary files: beside the result, since a system's own place may be small.
   */
  readonly temporary: string;
  readonly onProgress: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Has pip download `wheel` into `folder` and check it against the hash that its index states.
 * @returns the path of the wheel.
 * @throws LibtorchError with pip's reason.
 */
export async function downloadWheel(
  wheel: Wheel,
  folder: string,
  { python, temporary, onProgress, signal }: DownloadOptions,
): Promise<string> {
  mkdirSync(folder, { recursive: true });
  mkdirSync(temporary, { recursive: true });
  onProgress(`Downloading ${wheel.requirement} (${wheel.megabytes} MB) with ${python} -m pip`);
  const ticker = setInterval(() => {
    const megabytes = Math.round(bytesIn(temporary) / 1e6);
    if (megabytes > 0) onProgress(`  ${megabytes} of ${wheel.megabytes} MB`);
  }, 5000);
  try {
    const result = await runPython(python, pipArguments(wheel, folder), {
      env: { ...process.env, TMPDIR: temporary },
      signal,
    });
    if (result.status !== 0) throw new LibtorchError(reasonOf(result.stderr));
  } finally {
    clearInterval(ticker);
    rmSync(temporary, { recursive: true, force: true });
  }
  const name = wheelsIn(folder).at(-1);
  if (!name) throw new LibtorchError(`pip left no wheel of ${wheel.requirement}`);
  return join(folder, name);
}

function pipArguments(wheel: Wheel, folder: string): string[] {
  return [
    ...["-m", "pip", "download", "--no-deps", "--only-binary=:all:"],
    ...["--implementation=cp", `--python-version=${WHEEL_PYTHON}`, `--platform=${wheel.tag}`],
    ...["--disable-pip-version-check", "--no-input", "--progress-bar=off"],
    ...["--dest", folder, wheel.requirement],
  ];
}

/** File names of the wheels in a folder, the newest version last. */
export function wheelsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".whl"))
    .sort();
}

function bytesIn(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false }))
    .reduce((sum, found) => sum + (found?.size ?? 0), 0);
}

/** What pip calls errors, else the last thing it said. */
function reasonOf(stderr: string): string {
  const lines = stderr.split("\n").filter((line) => line.trim());
  const errors = lines.filter((line) => line.startsWith("ERROR: "));
  return (errors.length > 0 ? errors : lines.slice(-1)).join("\n") || "pip failed without a reason";
}
