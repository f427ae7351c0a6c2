import { readFileSync } from "node:fs";

// Both lib/ (tests) and dist/ (the package) lie one folder below package.json.
const manifest: unknown = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
);

/** The version of this package. */
export const laycaVersion: string =
  typeof manifest === "object" &&
  manifest !== null &&
  "version" in manifest &&
  typeof manifest.version === "string"
    ? manifest.version
    : "unknown";
