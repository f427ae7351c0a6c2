// clang-format and cpplint come from PyPI in pinned versions, each installed once into a folder of its own in .cache/tools.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root, StepError } from "./setup/step.mjs";

const VERSIONS = { "clang-format": "22.1.5", cpplint: "2.0.2" };
const cache = join(root, ".cache", "tools");

/** The command of clang-format, installed where it is missing. */
export function clangFormat() {
  return [join(install("clang-format"), "clang_format", "data", "bin", "clang-format")];
}

/** The command of cpplint, installed where it is missing. */
export function cpplint() {
  return ["python3", join(install("cpplint"), "cpplint.py")];
}

/** The C++ files of the repository, relative to its root. */
export function cppFiles() {
  return ["src", "binding"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .map((name) => `${folder}/${name}`)
      .filter((name) => /\.(h|cpp|cu)$/.test(name))
      .sort(),
  );
}

/** Installs into a temporary folder and renames it, so that an interrupted installation leaves nothing half. */
function install(name) {
  const requirement = `${name}==${VERSIONS[name]}`;
  const folder = join(cache, `${name}-${VERSIONS[name]}`);
  if (existsSync(folder)) return folder;
  process.stderr.write(`Installing ${requirement} from PyPI into .cache/tools\n`);
  mkdirSync(cache, { recursive: true });
  const temporary = mkdtempSync(join(cache, "unfinished-"));
  try {
    const options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--target", temporary];
    const { status, stderr, error } = spawnSync(
      "python3",
      ["-m", "pip", "install", ...options, requirement],
      { encoding: "utf8", env: { ...process.env, PIP_USER: "0" } },
    );
    if (status !== 0) {
      throw new StepError(
        `${error?.message ?? stderr.trimEnd()}\n\n` +
          `${requirement} could not be installed: \`python3 -m pip install\` needs Python 3 with pip and PyPI or a mirror of it.`,
      );
    }
    renameSync(temporary, folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return folder;
}
