import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

/** A file of the tarball. */
export interface PackedFile {
  readonly path: string;
  readonly size: number;
}

/** The package, packed and installed as its users have it. */
export interface Installed {
  /** The project it was installed into, otherwise empty. */
  readonly project: string;
  /** PATH with node, npm and a shell, and neither compiler nor Python. */
  readonly path: string;
  readonly tarball: { readonly size: number; readonly files: readonly PackedFile[] };
}

/** Packs the built package with its prebuilt addon and installs the tarball in an empty folder. */
export function packAndInstall(folder: string): Installed {
  const staging = join(folder, "staging");
  mkdirSync(staging);
  const manifest: { files: string[] } = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8"),
  );
  for (const name of ["package.json", ...manifest.files]) {
    if (name !== "prebuilds") cpSync(join(root, name), join(staging, name), { recursive: true });
  }
  run(process.execPath, [join(root, "scripts/prebuild.mjs"), "--no-build", "--out", staging], root);
  const packed: [{ filename: string; size: number; files: PackedFile[] }] = JSON.parse(
    run("npm", ["pack", "--json", "--silent", "--pack-destination", folder], staging),
  );
  const [{ filename, size, files }] = packed;

  const project = join(folder, "project");
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }\n');
  const path = pathWithoutCompiler(join(folder, "bin"));
  const install = [
    "install",
    "--no-audit",
    "--no-fund",
    "--prefer-offline",
    join(folder, filename),
  ];
  run("npm", install, project, { PATH: path });
  return { project, path, tarball: { size, files } };
}

/** Runs a command to its end; throws with all it printed when it fails. */
export function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${status}\n${stdout}${stderr}`);
  return stdout;
}

function pathWithoutCompiler(bin: string): string {
  mkdirSync(bin);
  for (const name of ["node", "npm", "npx", "sh", "env"]) symlinkSync(find(name), join(bin, name));
  return bin;
}

function find(name: string): string {
  if (name === "node") return process.execPath;
  const folders = [dirname(process.execPath), ...(process.env.PATH ?? "").split(delimiter)];
  const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (!found) throw new Error(`expected ${name} on the PATH but found none`);
  return found;
}
