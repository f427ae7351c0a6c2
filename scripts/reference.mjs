// `npm run reference`: writes test/reference/data anew with Python torch (scripts/make-reference.py).
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import {
  environmentFolder,
  madePython,
  namedPython,
  pythonOnPath,
  TORCH_VERSION,
} from "./python-torch.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

const advice = `expected a Python with torch ${TORCH_VERSION} but found none. Either
  name one:   LAYCA_PYTHON=/path/to/python npm run reference
  make one:   npm run reference -- --install   (some 3 GB, once, in ${environmentFolder()})`;

try {
  const python =
    namedPython("LAYCA_PYTHON") ??
    pythonOnPath() ??
    madePython({ make: process.argv.includes("--install") });
  if (python === undefined) throw new Error(advice);
  const { status } = spawnSync(
    python.command,
    ["-B", "scripts/make-reference.py", "test/reference/data"],
    { cwd: root, stdio: "inherit", env: { ...process.env, ...python.env } },
  );
  process.exitCode = status ?? 1;
} catch (error) {
  console.error(`reference: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
