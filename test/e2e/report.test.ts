import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { runCli } from "../support/run-cli.js";
import { writeSample } from "../support/sample-report.js";
import { temporaryFolder } from "../support/temporary-folder.js";

let directory: string;
beforeEach(() => {
  directory = temporaryFolder();
});

it("redraws everything from stored records", async () => {
  writeSample(directory);
  const { status, stdout, stderr } = await runCli("report", directory);
  expect(stderr).toBe("");
  expect(status).toBe(0);
  expect(stdout).toContain("2 of 4 statements do not hold:");
  expect(stdout).toContain(join(directory, "index.html"));
  expect(existsSync(join(directory, "rotation", "rotation.png"))).toBe(true);
});

it("prints the files as JSON on request", async () => {
  writeSample(directory);
  const { stdout } = await runCli("report", directory, "--json");
  expect(JSON.parse(stdout)).toMatchObject({ page: join(directory, "index.html") });
});

it("writes TensorBoard's event files on request alone", async () => {
  writeSample(directory);
  const plain = await runCli("report", directory, "--json");
  expect(JSON.parse(plain.stdout)).not.toHaveProperty("tensorboard");
  expect(existsSync(join(directory, "tensorboard"))).toBe(false);
  const { stdout } = await runCli("report", directory, "--tensorboard");
  expect(stdout).toContain(`\n  ${join(directory, "tensorboard")} (tensorboard --logdir)\n`);
  const run = join(directory, "tensorboard", "rotation", "task=MNIST-MLP,method=SGD,seed=0");
  expect(readdirSync(run)).toEqual(["events.out.tfevents.layca"]);
});

it("exits with status 2 and a sentence for a folder without figures or with a file cut off", async () => {
  expect(await runCli("report", directory)).toEqual({
    status: 2,
    stdout: "",
    stderr: `layca: ${directory}: expected a directory that \`layca reproduce\` wrote but it holds no figure\n`,
  });
  writeSample(directory);
  const path = join(directory, "fig1", "figure.json");
  writeFileSync(path, readFileSync(path).subarray(0, 50));
  const { status, stderr } = await runCli("report", directory);
  expect(status).toBe(2);
  expect(stderr).toMatch(/^layca: .*figure\.json: expected a figure written by layca but .*\n$/);
});
