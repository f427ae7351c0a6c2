import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The root of the repository, without a slash at its end. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** A step of the set-up failed; its message is for the user. */
export class StepError extends Error {
  name = "StepError";
}

/**
 * Runs a command in the repository's root and collects what it prints.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {object} [options]
 * @param {NodeJS.ProcessEnv} [options.env] added to the environment
 * @param {(line: string) => void} [options.onLine] takes each line as it is printed
 * @returns {Promise<{ status: number | null, output: string }>} status null when a signal ended it
 * @throws {StepError} when there is no such command
 */
export function run(command, args, { env = {}, onLine } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    let rest = "";
    const take = (text) => {
      output += text;
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) onLine?.(line);
    };
    child.stdout.setEncoding("utf8").on("data", take);
    child.stderr.setEncoding("utf8").on("data", take);
    child.on("error", (error) => {
      reject(new StepError(`${command} cannot be started: ${error.message}`));
    });
    child.on("close", (status) => resolve({ status, output }));
  });
}

/** Like `run`, but a failure is an error that shows what the command printed. */
export async function runOrFail(what, command, args, options) {
  const { status, output } = await run(command, args, options);
  if (status !== 0) throw new StepError(`${output.trimEnd()}\n\n${what} failed (${command}).`);
}
