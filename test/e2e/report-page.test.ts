import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { palettes } from "../../lib/report/look.js";
import { readFigure } from "../../lib/report/stored-figure.js";
import { findChromium } from "../support/browser.js";
import { writeCifar } from "../support/cifar-files.js";
import { writeMnist } from "../support/idx-files.js";
import { auditPage } from "../support/page-audit.js";
import { runCli } from "../support/run-cli.js";
import { folderOfFile } from "../support/temporary-folder.js";

const program = findChromium();
const reason =
  "no Chromium was found: LAYCA_CHROMIUM may name one, or `npx playwright-core install chromium` fetches one";
if (program === undefined) process.stdout.write(`The report's page was not opened: ${reason}\n`);

const folder = folderOfFile();
const out = join(folder, "figures");
let browser: Browser;

beforeAll(async () => {
  if (program === undefined) return;
  const data = join(folder, "data");
  writeMnist(join(data, "mnist"), { train: 200, test: 40 });
  writeCifar("cifar10", join(data, "cifar-10-batches-bin"), { train: 12, test: 10 });
  const args = ["--scale", "smoke", "--out", out, "--data", data];
  const { status, stderr } = await runCli("reproduce", "all", ...args);
  expect(status, stderr).toBe(0);
  browser = await chromium.launch({ executablePath: program });
}, 300_000);
afterAll(() => browser?.close());
beforeEach(({ skip }) => skip(program === undefined, reason));

describe.each(["light", "dark"] as const)("the page on a %s screen", (scheme) => {
  it.each([1280, 390])("%i pixels wide is whole, calm and readable", async (width) => {
    await using context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: scheme,
    });
    const page = await context.newPage();
    const said = listen(page);
    const address = await open(page);

    const look = `picture ${width > 640 ? "wide" : "narrow"}`;
    const colors = Object.values(palettes[scheme]).flatMap((color) =>
      typeof color === "string" ? [asComputed(color)] : [],
    );
    const closed = await page.evaluate(auditPage);
    expect(closed.looks.length).toBeGreaterThan(20);
    expect(closed.looks).toEqual(closed.looks.map(() => [look]));
    expect(closed.inks).toContain(asComputed(palettes[scheme].ink));
    expect(closed.inks.filter((ink) => !colors.includes(ink))).toEqual([]);
    expect(closed.overflow).toBe(0);

    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
    const opened = await page.evaluate(auditPage);
    expect(opened.overflow).toBe(0);
    expect(opened.smallest).toBeGreaterThanOrEqual(11);
    expect(opened.cutOff).toEqual([]);
    expect(opened.faintText).toEqual([]);
    expect(opened.faintMarks).toEqual([]);
    expect(said).toEqual({ complaints: [], requests: [address] });
  });
});

describe("the page", () => {
  it("shows every kind of plot, and the numbers of each", async () => {
    await using context = await browser.newContext();
    const page = await context.newPage();
    await open(page);
    const figures = Array.from({ length: 12 }, (_, index) =>
      readFigure(join(out, `fig${index + 1}`, "figure.json")),
    );
    const plots = figures.flatMap((figure) => figure.plots);
    expect(plots.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["curves", "exact", "layers", "percentiles", "points"]),
    );
    expect(await page.locator("figure").count()).toBe(plots.length);
    expect(await page.locator("table").count()).toBe(plots.length);
  });

  it("hands out each table as CSV", async () => {
    await using context = await browser.newContext({ acceptDownloads: true });
    const page = await context.newPage();
    await open(page);
    const links = page.getByRole("link", { name: "Download as CSV" });
    const [download] = await Promise.all([page.waitForEvent("download"), links.first().click()]);
    expect(download.suggestedFilename()).toBe(await links.first().getAttribute("download"));
    const tables = await page.evaluate(readTables);
    expect(tables.length).toBeGreaterThan(20);
    expect(readFileSync(await download.path(), "utf8")).toBe(csvIn(tables[0]?.link));

    for (const { link, summary, head, first } of tables) {
      const [titles, ...rows] = csvCells(csvIn(link));
      expect(titles).toEqual(head);
      expect(summary).toContain(String(rows.length));
      expect(rows.filter((row) => row.length !== head.length)).toEqual([]);
      expect(first.filter((shown, index) => !agree(shown, rows[0]?.[index] ?? ""))).toEqual([]);
    }
  });
});

/** `#1b1f24` as browsers give it back. */
function asComputed(color: string): string {
  const parts = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return `rgb(${parts.join(", ")})`;
}

/** In the browser: each table, and the link below it. */
function readTables() {
  const texts = (nodes: Iterable<Element>) => [...nodes].map((node) => node.textContent ?? "");
  return [...document.querySelectorAll("a[download]")].map((link) => {
    const details = link.parentElement?.previousElementSibling;
    return {
      link: link.getAttribute("href") ?? "",
      summary: details?.querySelector("summary")?.textContent ?? "",
      head: texts(details?.querySelectorAll("th") ?? []),
      first: texts(details?.querySelectorAll("tbody tr:first-child td") ?? []),
    };
  });
}

function csvIn(link = ""): string {
  const [, text] = /^data:text\/csv;charset=utf-8,(.*)$/.exec(link) ?? [];
  return decodeURIComponent(text ?? "");
}

async function open(page: Page): Promise<string> {
  const address = pathToFileURL(join(out, "index.html")).href;
  await page.goto(address);
  return address;
}

function listen(page: Page) {
  const said = { complaints: [] as string[], requests: [] as string[] };
  page.on("console", (message) => said.complaints.push(message.text()));
  page.on("pageerror", (error) => said.complaints.push(error.message));
  page.on("request", (request) => said.requests.push(request.url()));
  return said;
}

/** The cells of a CSV as RFC 4180 has them. */
function csvCells(text: string): string[][] {
  expect(text.endsWith("\r\n")).toBe(true);
  return text
    .slice(0, -2)
    .split("\r\n")
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
      ),
    );
}

/** A text stands in both as it is, what is missing as a dash or nothing; numbers have every digit in the CSV alone. */
function agree(shown: string, cell: string): boolean {
  if (cell === "") return shown === "\u2013";
  const [short, whole] = [Number(shown.replace("\u2212", "-")), Number(cell)];
  if (Number.isNaN(whole)) return shown === cell;
  return Math.abs(short - whole) <= 0.05 * Math.abs(whole) + 5.1e-5;
}
