import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engine } from "../../lib/native.js";
import { recordPath } from "../../lib/report/stored-record.js";
import { writeCifar } from "../support/cifar-files.js";
import { compiledChart } from "../support/compiled-chart.js";
import { writeMnist } from "../support/idx-files.js";
import { seededNumbers } from "../support/killed-run.js";
import { runCli, startCli } from "../support/run-cli.js";

let folder: string;
let data: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "layca-"));
  data = join(folder, "data");
  writeMnist(join(data, "mnist"), { train: 200, test: 40 });
});
afterAll(() => rmSync(folder, { recursive: true }));

const smoke = (out: string, ...figures: string[]) =>
  runCli("reproduce", ...figures, "--scale", "smoke", "--out", out, "--data", data);

describe("layca reproduce --scale smoke", () => {
  it("runs the figures, stores them, draws them and says where to look", async () => {
    const out = join(folder, "smoke");
    const { status, stdout, stderr } = await smoke(out, "fig1", "rotation");
    expect(stderr).toContain("12 runs executed, 0 recorded before");
    expect(status).toBe(0);
    expect(stdout).toContain("Trained layer  Ours, mean  Published  Difference");
    expect(stdout).toMatch(/(true|false) +Figure 1: Every single-layer run reaches 100 %/);
    expect(stdout).toContain(join(out, "index.html"));
    expect(readdirSync(join(out, "runs"))).toHaveLength(12);
    const figure = JSON.parse(readFileSync(join(out, "fig1", "figure.json"), "utf8"));
    expect(figure.data).toBe("MNIST: 20 of 200 training images (2 of each class), 40 test images");
    expect(figure.runs).toHaveLength(10);
  });

  it("runs and draws all twelve figures of the paper", async () => {
    const out = join(folder, "all");
    writeCifar("cifar10", join(data, "cifar-10-batches-bin"), { train: 12, test: 10 });
    const { status, stdout, stderr } = await smoke(out, "all");
    expect(stderr).toMatch(/\d+ runs executed, 0 recorded before/);
    expect(status, stderr).toBe(0);
    const folders = Array.from({ length: 12 }, (_, index) => `fig${index + 1}`);
    expect(readdirSync(out).sort()).toEqual([...folders, "index.html", "runs"].sort());
    for (const name of folders) {
      const { plots } = JSON.parse(readFileSync(join(out, name, "figure.json"), "utf8"));
      const pictures = readdirSync(join(out, name)).filter((file) => file.endsWith(".png"));
      expect(pictures.sort()).toEqual(plots.map(({ id }: { id: string }) => `${id}.png`).sort());
      for (const { id } of plots) {
        const text = readFileSync(join(out, name, `${id}.vl.json`), "utf8");
        expect(compiledChart(text).complaints, id).toEqual([]);
      }
    }
    expect(stdout).toContain("Figure 12: Every multiplier is the published one");
    expect(stdout).not.toMatch(/failed|missing/);
  });

  it("does not run again what is recorded", async () => {
    const out = join(folder, "smoke");
    const stored = readFileSync(join(out, "fig1", "figure.json"), "utf8");
    const [{ key }] = JSON.parse(stored).runs;
    const before = statSync(recordPath(out, key)).mtimeMs;
    const { status, stderr } = await smoke(out, "fig1", "rotation");
    expect(stderr).toContain("0 runs executed, 12 recorded before");
    expect(status).toBe(0);
    expect(statSync(recordPath(out, key)).mtimeMs).toBe(before);
    expect(readFileSync(join(out, "fig1", "figure.json"), "utf8")).toBe(stored);
  });

  it("writes TensorBoard's event files of every run on request", async () => {
    const out = join(folder, "smoke");
    const { status, stdout } = await smoke(out, "fig1", "--tensorboard");
    expect(status).toBe(0);
    expect(stdout).toContain(join(out, "tensorboard"));
    expect(readdirSync(join(out, "tensorboard", "fig1"))).toHaveLength(10);
  });

  it("runs only what is missing", async () => {
    const out = join(folder, "smoke");
    const [{ key }] = JSON.parse(readFileSync(join(out, "fig1", "figure.json"), "utf8")).runs;
    rmSync(join(out, "runs", key), { recursive: true });
    const { stderr } = await smoke(out, "fig1");
    expect(stderr).toContain("1 run executed, 9 recorded before");
  });
});

it("killed at random moments, ends with the numbers that it has anyhow", async () => {
  const out = join(folder, "killed");
  const random = seededNumbers(3);
  for (let kill = 0; kill < 3; kill += 1) {
    const { process: child, end } = startCli([
      "reproduce",
      "rotation",
      "fig1",
      "--scale",
      "smoke",
      "--out",
      out,
      "--data",
      data,
    ]);
    await expect.poll(() => runsStarted(out), { timeout: 60_000, interval: 20 }).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 1500 * random()));
    child.kill("SIGKILL");
    await end;
  }
  const { status, stderr } = await smoke(out, "fig1", "rotation");
  expect(status, stderr).toBe(0);
  for (const name of ["fig1", "rotation"]) {
    const [ours, whole] = [out, join(folder, "smoke")].map((directory) =>
      JSON.parse(readFileSync(join(directory, name, "figure.json"), "utf8")),
    );
    expect(ours.runs).toEqual(whole.runs);
    expect(ours.claims).toEqual(whole.claims);
  }
});

it("stops on SIGINT with status 130, keeps what is recorded and says that the command resumes", async () => {
  const out = join(folder, "interrupted");
  const args = [
    "reproduce",
    "fig1",
    "--scale",
    "reduced",
    "--jobs",
    "1",
    "--out",
    out,
    "--data",
    data,
  ];
  const { process: child, end } = startCli(args);
  await expect.poll(() => runsStarted(out), { timeout: 60_000, interval: 50 }).toBeGreaterThan(0);
  child.kill("SIGINT");
  const { status, stdout, stderr } = await end;
  expect(status).toBe(130);
  expect(stdout).toBe("");
  expect(stderr).toContain(`interrupted; recorded in ${out}: 0 runs\n`);
  expect(stderr).toContain("layca: the same command goes on from there\n");
});

function runsStarted(out: string): number {
  try {
    return readdirSync(join(out, "runs")).length;
  } catch {
    return 0;
  }
}

describe("bad usage exits with status 2 and a sentence:", () => {
  const out = () => join(folder, "none");

  it("figures that are unknown", async () => {
    expect(await smoke(out(), "figure1")).toEqual({
      status: 2,
      stdout: "",
      stderr:
        "layca: expected one of fig1, fig2, fig3, fig4, fig5, fig6, fig7, fig8, fig9, fig10, fig11, fig12, rotation, " +
        "all but received figure1\n",
    });
  });

  it("a folder without data", async () => {
    const args = ["--scale", "smoke", "--out", out(), "--data", folder];
    const { status, stderr } = await runCli("reproduce", "fig1", ...args);
    expect(status).toBe(2);
    expect(stderr).toBe(
      `layca: data.root: expected train-images-idx3-ubyte or train-images-idx3-ubyte.gz in ${folder} but found neither; \`layca data mnist\` fetches them\n`,
    );
  });

  it("a part of the data at paper scale", async () => {
    const args = ["--scale", "paper", "--out", out(), "--data", data];
    const { status, stderr } = await runCli("reproduce", "fig1", ...args);
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^layca: MNIST in .*: expected the set in full at paper scale, 60,000 training and 10,000 test images, but received \d+ training and \d+ test images; `layca data mnist` fetches it, --scale reduced takes parts\n$/u,
    );
    expect(existsSync(out())).toBe(false);
  });

  it("a device that is not there", async ({ skip }) => {
    if (engine().cudaDeviceCount() > 0) skip("this machine has a CUDA device");
    const args = ["--scale", "smoke", "--out", out(), "--data", data, "--device", "cuda"];
    const { status, stderr } = await runCli("reproduce", "fig1", ...args);
    expect(stderr).toMatch(
      /^layca: device: cuda was asked for but libtorch has no CUDA device here/mu,
    );
    expect(status).toBe(2);
  });

  it("jobs and scales that are none", async () => {
    const jobs = await runCli("reproduce", "fig1", "--out", out(), "--jobs", "0");
    expect(jobs.status).toBe(2);
    expect(jobs.stderr).toContain("expected an integer from 1 to 1024 but received 0");
    const scale = await runCli("reproduce", "fig1", "--out", out(), "--scale", "huge");
    expect(scale.status).toBe(2);
    expect(scale.stderr).toContain("Allowed choices are smoke, reduced, paper.");
  });
});
