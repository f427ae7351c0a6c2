import { type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Absolute paths of `python3` and `python`, as the PATH has them. */
export function pythonsOnPath(): string[] {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return ["python3", "python"].flatMap((name) => {
    const found = folders.map((folder) => join(folder, name)).find(isExecutable);
    return found ? [found] : [];
  });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

// The current folder is taken off the path first: a folder called torch there is no installed
// package.
const FIND_TORCH = `
import sys
sys.path = [p for p in sys.path if p]
import importlib.util
spec = importlib.util.find_spec("torch")
print(spec.submodule_search_locations[0] if spec and spec.origin else "")
`;

/**
 * The folder of the torch package that `python` would import; null if it has none. torch is not
 * imported.
 */
export function torchPackageOf(python: string): string | null {
  const { stdout } = spawnSync(python, ["-c", FIND_TORCH], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    timeout: 30_000,
  });
  return stdout?.trim() || null;
}

export interface PythonResult {
  /** Exit status; null when a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs `python` with `input` on standard input and collects what it prints. Rejects when aborted.
 */
export function runPython(
  python: string,
  args: readonly string[],
  { input = "", ...options }: Pick<SpawnOptions, "env" | "signal"> & { input?: string } = {},
): Promise<PythonResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(python, args, { ...options, stdio: ["pipe", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, stdout, stderr }));
    // A child that ends before it has read its input says why on stderr.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}
