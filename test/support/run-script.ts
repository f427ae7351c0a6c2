import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

export interface ScriptEnd {
  /** Exit status; null when a signal ended it. */
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a TypeScript file of test/ as a process of its own, to its end. Operators use one thread: on a busy machine
 * two would spend their time waiting for each other.
 *
 * @param nodeOptions such as `--expose-gc`
 * @param megabytes of memory that the process may write to; more is refused it
 */
export function runScript(
  path: string,
  args: readonly string[] = [],
  nodeOptions: readonly string[] = [],
  megabytes?: number,
): Promise<ScriptEnd> {
  const node = [process.execPath, ...nodeOptions, "--import", "tsx", `test/${path}`, ...args];
  const limited = `ulimit -d ${Number(megabytes) * 1024} && exec "$0" "$@"`;
  const [command = "", ...rest] = megabytes ? ["/bin/sh", "-c", limited, ...node] : node;
  const child = spawn(command, rest, {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, OMP_NUM_THREADS: "1" },
  });
  const output = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      output[stream] += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status, signal) => resolve({ status, signal, ...output }));
  });
}
