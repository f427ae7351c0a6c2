import { spawnSync } from "node:child_process";
import { cpus, release, totalmem, type } from "node:os";

/** What the numbers were measured on, as a Markdown list. */
export function machine(python: string, threads: number): string {
  const processors = cpus();
  const versions = "import platform, torch; print(platform.python_version(), torch.__version__)";
  const { stdout } = spawnSync(python, ["-c", versions], { encoding: "utf8" });
  const [pythonVersion, torchVersion] = stdout.trim().split(" ");
  return [
    `- ${new Date().toISOString().slice(0, 10)}`,
    `- ${processors[0]?.model ?? "unknown CPU"}, ${processors.length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB; ${type()} ${release()}`,
    `- Node ${process.versions.node}; Python ${pythonVersion}, torch ${torchVersion} from PyPI`,
    `- ${threads} threads on both sides, float32, CPU`,
  ].join("\n");
}
