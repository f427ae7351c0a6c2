// `npm run bench [-- --only figure1,firstStep --repeats 7 --write]`: see bench/README.md.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { madePython, namedPython } from "./python-torch.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

try {
  if (!existsSync(new URL("../dist/index.js", import.meta.url))) {
    throw new Error("expected the compiled package in dist/ but found none: run `npm run build`");
  }
  const python = namedPython("LAYCA_BENCH_PYTHON") ?? madePython({ make: true });
  if (python === undefined) throw new Error("no Python with torch");
  const { status } = spawnSync(
    process.execPath,
    ["--import", "tsx", "bench/main.ts", "--python", python.command, ...process.argv.slice(2)],
    { cwd: root, stdio: "inherit", env: { ...process.env, ...python.env } },
  );
  process.exitCode = status ?? 1;
} catch (error) {
  console.error(`bench: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
