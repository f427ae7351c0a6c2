import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/**
 * A Chromium to open pages in: the one that LAYCA_CHROMIUM names, else the one that Playwright fetched, else one on the
 * PATH. `undefined` where there is none.
 *
 * @throws when LAYCA_CHROMIUM names no program.
 */
export function findChromium(): string | undefined {
  const named = process.env.LAYCA_CHROMIUM;
  if (named) {
    if (isProgram(named)) return named;
    throw new Error(`LAYCA_CHROMIUM: expected a program but received ${named}`);
  }
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const paths = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [chromium.executablePath(), ...paths].find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
