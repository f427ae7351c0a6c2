import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";

/** The version of TensorFlow.js that is measured. */
export const TFJS = "4.22.0";

/**
 * Installs TensorFlow.js and its wasm backend into a folder of the benchmark's own; it is no dependency of the package.
 *
 * @returns the folder; undefined where npm could not
 */
export function installedTfjs(folder: string): string | undefined {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/package.json`, JSON.stringify({ private: true }));
  const packages = ["@tensorflow/tfjs", "@tensorflow/tfjs-backend-wasm"].map(
    (name) => `${name}@${TFJS}`,
  );
  const options = ["--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock"];
  const { status } = spawnSync("npm", ["install", ...options, ...packages], {
    cwd: folder,
    stdio: ["ignore", 2, 2],
  });
  return status === 0 ? folder : undefined;
}
