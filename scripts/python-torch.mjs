// Finds or makes a Python that has the full torch package of the version the project compares itself with.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tsImport } from "tsx/esm/api";

const { cacheFolder } = await tsImport("../lib/libtorch/cache.ts", import.meta.url);
const { LIBTORCH_VERSION, isLibtorchVersion } = await tsImport(
  "../lib/libtorch/version.ts",
  import.meta.url,
);

/** The version that the project's numbers and times are compared with. */
export const TORCH_VERSION = LIBTORCH_VERSION;

/** Torch first; safetensors reads versions with packaging. */
const REQUIREMENTS = [`torch==${LIBTORCH_VERSION}`, "safetensors==0.7.0", "packaging==25.0"];

/**
 * A Python with torch: its command and what its environment needs.
 * @typedef {{ command: string, env: Record<string, string> }} PythonTorch
 */

/**
 * The torch version of a Python, or undefined where it has none.
 * @param {PythonTorch} python
 */
function torchVersion({ command, env }) {
  const script = "import importlib.metadata as m; print(m.version('torch'))";
  const { status, stdout } = spawnSync(command, ["-c", script], {
    encoding: "utf8",
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "ignore"],
  });
  return status === 0 ? stdout.trim() : undefined;
}

/**
 * The Python that the environment variable names. One without the right torch is an error, never passed over.
 * @param {string} variable
 * @returns {PythonTorch | undefined}
 */
export function namedPython(variable) {
  const command = process.env[variable];
  if (!command) return undefined;
  const python = { command, env: {} };
  const version = torchVersion(python);
  if (version !== undefined && isLibtorchVersion(version)) return python;
  const found = version === undefined ? "a Python without it" : `torch ${version}`;
  throw new Error(
    `${variable}: expected a Python with torch ${LIBTORCH_VERSION} but received ${found}`,
  );
}

/**
 * The python3 on the PATH where it has the right torch.
 * @returns {PythonTorch | undefined}
 */
export function pythonOnPath() {
  const python = { command: "python3", env: {} };
  const version = torchVersion(python);
  return version !== undefined && isLibtorchVersion(version) ? python : undefined;
}

/** Where `madePython` keeps its environment. */
export function environmentFolder() {
  return join(cacheFolder(), `python-torch-${LIBTORCH_VERSION}`);
}

/**
 * The environment in the user's cache; with `make` it is made where it is missing or was left half made (some 3 GB: the wheel
 * of PyPI is the CUDA one): `python3 -m venv`, or `pip install --target` where Python came without ensurepip.
 * @param {{ make: boolean }} options
 * @returns {PythonTorch | undefined}
 */
export function madePython({ make }) {
  const folder = environmentFolder();
  const inVenv = { command: join(folder, "venv", "bin", "python"), env: {} };
  const inTarget = { command: "python3", env: { PYTHONPATH: join(folder, "site-packages") } };
  const complete = join(folder, "complete");
  const made = () => (existsSync(inVenv.command) ? inVenv : inTarget);
  // One that was made with less still has torch, and is made anew where it may be.
  if (existsSync(complete)) {
    const whole = readFileSync(complete, "utf8") === REQUIREMENTS.join("\n");
    if (whole || !make) return made();
  }
  if (!make) return undefined;

  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  console.error(
    `Making a Python environment with ${REQUIREMENTS[0]} in ${folder} (some 3 GB, once)`,
  );
  if (python(["-m", "venv", join(folder, "venv")])) {
    install([inVenv.command, "-m", "pip", "install", ...REQUIREMENTS]);
  } else {
    rmSync(join(folder, "venv"), { recursive: true, force: true });
    const target = join(folder, "site-packages");
    install(["python3", "-m", "pip", "install", "--target", target, ...REQUIREMENTS]);
  }
  writeFileSync(complete, REQUIREMENTS.join("\n"));
  return made();
}

/** @param {string[]} args */
function python(args) {
  return spawnSync("python3", args, { stdio: "ignore" }).status === 0;
}

/** @param {string[]} command */
function install([command = "", ...args]) {
  const options = ["--quiet", "--disable-pip-version-check"];
  const { status } = spawnSync(command, [...args, ...options], { stdio: ["ignore", 2, 2] });
  if (status !== 0) throw new Error(`\`${[command, ...args].join(" ")}\` failed; see above`);
}
