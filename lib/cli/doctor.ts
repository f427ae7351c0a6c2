import type { Command } from "commander";
import { type Diagnosis, diagnose, type Finding } from "./doctor-diagnosis.js";
import { EXIT } from "./exit-status.js";
import { print } from "./output.js";

/**
 * `layca doctor`: what layca found on this machine, what is missing and the command that mends it.
 */
export function registerDoctor(program: Command): void {
  program
    .command("doctor")
    .description("show versions, libtorch, devices, and what is missing")
    .option("--json", "print it as JSON")
    .action(doctor);
}

function doctor({ json }: { json?: boolean }): void {
  const diagnosis = diagnose();
  print(json ? JSON.stringify(diagnosis, null, 2) : report(diagnosis));
  if (!diagnosis.usable) process.exitCode = EXIT.failed;
}

function report(diagnosis: Diagnosis): string {
  const { versions, processor, libtorch, addon, cuda, problems } = diagnosis;
  const glibc = versions.glibc ? `, glibc ${versions.glibc}` : "";
  const rows: [name: string, text: string][] = [
    ["layca", versions.layca],
    ["node", `${versions.node}, Node-API ${versions.nodeApi}`],
    ["platform", `${diagnosis.platform}${glibc}`],
    ["processor", [processor.model, ...processor.extensions].join(" ")],
    ["threads", String(diagnosis.threads)],
    ["addon", addon.loader ?? "missing"],
    ["engine", addon.engine ?? "missing"],
    ["libtorch", libtorch ? `${libtorch.version} (${libtorch.source})` : "not open"],
    ...diagnosis.candidates.map((finding): [string, string] => ["", describe(finding, libtorch)]),
    ["cuda", cuda.reason ? `none: ${cuda.reason}` : `${cuda.devices} device(s)`],
  ];
  const table = rows.map(([name, text]) => `${name.padEnd(10)} ${text}`);
  // The places looked at stand in the table.
  const end = problems.map(({ message }) => message.split("\n")[0]);
  if (end.length === 0) end.push("Ready to train.");
  return [...table, "", ...end].join("\n");
}

function describe({ source, folder, version, problem }: Finding, used: Diagnosis["libtorch"]) {
  if (problem) return `- ${source}: ${problem}`;
  const taken = used?.source === source && used.folder === folder;
  return `${taken ? "*" : "-"} ${source}: ${folder}, ${version}${taken ? "" : " (not taken)"}`;
}
