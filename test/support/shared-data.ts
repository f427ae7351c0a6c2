import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder =
  process.env.LAYCA_SHARED_DATA ?? fileURLToPath(new URL("../../../shared/data", import.meta.url));

/** Where the project keeps real data sets beside its checkout; undefined elsewhere. */
export const sharedData = existsSync(join(folder, "README.md")) ? folder : undefined;

/** To be added to the names of tests on real data, so that a skipped one says why. */
export const onSharedData = sharedData ? "" : " (skipped: no real data beside the checkout)";
