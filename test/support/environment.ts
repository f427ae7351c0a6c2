import { afterEach, beforeEach } from "vitest";

/**
 * Restores the environment after every test of the file, and takes these variables out of it
 * before.
 */
export function isolateEnvironment(...unset: readonly string[]): void {
  let saved: NodeJS.ProcessEnv = {};
  beforeEach(() => {
    saved = { ...process.env };
    for (const name of unset) delete process.env[name];
  });
  afterEach(() => {
    for (const name of Object.keys(process.env)) delete process.env[name];
    Object.assign(process.env, saved);
  });
}
