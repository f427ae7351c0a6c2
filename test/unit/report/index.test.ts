import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  drawReport,
  type ReportFiles,
  readResults,
  reportSummary,
  writeTensorboard,
} from "../../../lib/report/index.js";
import { palettes } from "../../../lib/report/look.js";
import { recordPath } from "../../../lib/report/stored-record.js";
import { asyncRefusal } from "../../support/refusal.js";
import { sampleRotation, writeSample } from "../../support/sample-report.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

let directory: string;
let files: ReportFiles;
let sample: ReturnType<typeof writeSample>;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "layca-"));
  sample = writeSample(directory);
  files = await drawReport(directory);
});
afterAll(() => rmSync(directory, { recursive: true }));

const read = (...path: string[]) => readFileSync(join(directory, ...path), "utf8");

describe("drawReport", () => {
  it("writes a page, and an SVG and a PNG a plot", () => {
    expect(files.page).toBe(join(directory, "index.html"));
    expect(files.pictures.map((path) => path.slice(directory.length + 1))).toEqual([
      "fig1/fig1.svg",
      "fig1/fig1.png",
      "rotation/rotation.svg",
      "rotation/rotation.png",
      "rotation/rotation-per-epoch.svg",
      "rotation/rotation-per-epoch.png",
    ]);
  });

  it("writes the Vega-Lite specification of every picture", () => {
    expect(files.specs.map((path) => path.slice(directory.length + 1))).toEqual([
      "fig1/fig1.vl.json",
      "rotation/rotation.vl.json",
      "rotation/rotation-per-epoch.vl.json",
    ]);
  });

  it("says on every picture at which scale, on which data, with which seeds, when and by what", () => {
    const text = read("fig1", "fig1.svg")
      .replace(/<[^>]+>/g, " ")
      .replace(/\s+/g, " ");
    expect(text).toContain("Figure 1");
    expect(text).toContain(
      "Reduced scale · MNIST: 100 of 60,000 training images (10 a class), 10,000 test images",
    );
    expect(text).toContain("seeds 0, 1 · 2026-01-31");
    expect(text).toContain("layca 0.1.0");
    expect(text).toContain("published, mean of 10");
  });

  it("draws a curve a layer and a legend", () => {
    const svg = read("rotation", "rotation.svg");
    expect(svg.match(/aria-roledescription="line mark"/g)).toHaveLength(2 * 11);
    expect(svg).toContain("94.4\u00a0% test accuracy");
    expect(svg).toContain("94.7\u00a0% test accuracy");
  });

  it("draws PNG of twice the drawing's size", () => {
    const png = readFileSync(join(directory, "fig1", "fig1.png"));
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    const [, width] = /<svg [^>]*width="(\d+)"/.exec(read("fig1", "fig1.svg")) ?? [];
    expect(png.readUInt32BE(16)).toBe(2 * Number(width));
  });

  it("draws the same from the same records", async () => {
    const before = read("index.html");
    await drawReport(directory);
    expect(read("index.html")).toBe(before);
  });
});

describe("the page", () => {
  it("asks for nothing", () => {
    const page = read("index.html").replaceAll(/xmlns(:xlink)?="[^"]+"/g, "");
    expect(page).not.toMatch(/https?:|<script|<link[^>]+href="(?!data:)|src=|@import|url\(/);
  });

  it("puts what does not hold first", () => {
    const page = read("index.html");
    expect(page).toContain("2 of 4 statements do not hold");
    expect(page.indexOf(">false<")).toBeLessThan(page.indexOf(">true<"));
  });

  it("escapes what the records say", () => {
    expect(read("index.html")).toContain("Measured: .09 &lt;.1&gt; &amp; less");
  });

  it("has a table and a CSV behind each picture", () => {
    const page = read("index.html");
    expect(page.match(/<table>/g)).toHaveLength(3);
    const [, csv] =
      /download="fig1\.csv" href="data:text\/csv;charset=utf-8,([^"]+)"/.exec(page) ?? [];
    expect(decodeURIComponent(csv ?? "").split("\r\n")[1]).toBe("0,0.7447,0.7447,0,0.7347,0.7547");
  });

  it("has a picture for either width, in colours of the page's themes", () => {
    const page = read("index.html");
    for (const width of ["wide", "narrow"]) {
      expect(page.match(new RegExp(`class="picture ${width}"`, "g"))).toHaveLength(3);
    }
    for (const theme of ["light", "dark"] as const) {
      expect(page).toMatch(new RegExp(`--c\\d+:${palettes[theme].ours}[;}]`));
    }
    expect(page).toMatch(/ fill="var\(--c\d+\)"/);
  });
});

describe("reportSummary", () => {
  it("is what must hold, what does not before all else, a short table a figure and where to look", () => {
    const summary = reportSummary(directory, [sample.fig1, sample.rotation], files);
    expect(summary).toContain(
      "\n\nFigure 1, reduced scale\n  Trained layer  Ours, mean  Published  Difference  Seed 0  Seed 1\n",
    );
    expect(summary).toContain(
      "\n  1                  0.7568     0.7598     −0.0030  0.7468  0.7668\n",
    );
    expect(summary).toMatch(
      /^2 of 4 statements do not hold:\n {2}false {2}Figure 1: Layer 0 exceeds/,
    );
    expect(summary).toContain(`Where to look:\n  ${files.page}\n`);
  });
});

describe("records that cannot be read", () => {
  it("are named", async () => {
    const key = sample.rotation.runs[0]?.key ?? "";
    const path = recordPath(directory, key);
    const whole = readFileSync(path, "utf8");
    writeFileSync(path, whole.slice(0, 100));
    expect(await asyncRefusal(() => drawReport(directory))).toMatch(
      /record\.json: expected a record written by layca but the file is no whole JSON \(.+\)$/,
    );
    rmSync(path);
    await drawReport(directory);
    writeFileSync(path, whole);
  });
});

it("draws the same from a record that was put away gzipped", async () => {
  const before = readFileSync((await drawReport(directory)).page, "utf8");
  const path = recordPath(directory, sample.rotation.runs[0]?.key ?? "");
  writeFileSync(`${path}.gz`, gzipSync(readFileSync(path)));
  rmSync(path);
  expect(readFileSync((await drawReport(directory)).page, "utf8")).toBe(before);
});

it("draws what there is when no run has a record", async () => {
  const folder = temporaryFolder();
  const figure = sampleRotation();
  const missing = { status: "missing", reason: "out of memory", values: {} };
  const runs = figure.runs.map((run) => ({ ...run, ...missing }));
  mkdirSync(join(folder, figure.id));
  writeFileSync(join(folder, figure.id, "figure.json"), JSON.stringify({ ...figure, runs }));
  const { page } = await drawReport(folder);
  const text = readFileSync(page, "utf8");
  expect(text).toContain("No run of this plot has a record.");
  expect(text).toContain("method SGD, seed 0: missing, out of memory");
});

it("everything of a report is made of results read once", async () => {
  const folder = temporaryFolder();
  const { rotation } = writeSample(folder);
  const results = readResults(folder);
  rmSync(join(folder, "runs"), { recursive: true });
  const drawn = await drawReport(folder, results);
  expect(readFileSync(drawn.page, "utf8")).not.toContain("No run of this plot has a record.");
  expect(reportSummary(folder, [rotation], drawn, results)).toMatch(/^ {2}Layca +\S+ +\S+ +\S+$/m);
  expect(readdirSync(join(await writeTensorboard(folder, results), "rotation"))).toHaveLength(2);
});
