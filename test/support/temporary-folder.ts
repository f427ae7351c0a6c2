import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, onTestFinished } from "vitest";

/** A new folder that is removed when the test has ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "layca-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A new folder that is removed when all tests of the file have ended. */
export function folderOfFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "layca-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
