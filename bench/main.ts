import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { BENCHMARKS } from "./benchmarks/index.js";
import { machine } from "./machine.js";
import { interleaved } from "./measured.js";
import { type Row, table } from "./row.js";
import { writeImages, writeSamples } from "./samples.js";
import { allInTurns } from "./turns.js";

const { values: options } = parseArgs({
  options: {
    python: { type: "string" },
    only: { type: "string", default: [...BENCHMARKS.keys()].join(",") },
    repeats: { type: "string", default: "5" },
    threads: { type: "string", default: "2" },
    write: { type: "boolean", default: false },
  },
});

/** 10 images of each of 10 classes, which Figure 1 trains on as one batch. */
const FIGURE1_SAMPLES = 100;
/** Ten batches of 128. */
const MLP_SAMPLES = 1280;
/** Four batches of 128. */
const IMAGES = 512;

/** The part of README.md that `--write` replaces. */
const RESULTS = /(<!-- results -->\n)[\s\S]*(\n<!-- end of results -->)/;

const python = options.python ?? "python3";
const threads = wholeNumber("--threads", options.threads);
const repeats = wholeNumber("--repeats", options.repeats);
const folder = mkdtempSync(join(tmpdir(), "layca-bench-"));
try {
  const setting = {
    python,
    data: join(folder, "figure1.safetensors"),
    batches: join(folder, "batches.safetensors"),
    images: join(folder, "images.safetensors"),
    compiled: join(folder, "compiled"),
    packages: join(folder, "packages"),
    threads,
  };
  writeSamples(setting.data, FIGURE1_SAMPLES);
  writeSamples(setting.batches, MLP_SAMPLES);
  writeImages(setting.images, IMAGES);
  const rows: Row[] = [];
  for (const name of options.only.split(",")) {
    const benchmark = BENCHMARKS.get(name);
    if (benchmark === undefined) {
      throw new Error(`--only: expected ${[...BENCHMARKS.keys()].join(", ")} but received ${name}`);
    }
    const samples = await interleaved(benchmark.contenders(setting), repeats);
    const turns = benchmark.turns?.(setting) ?? [];
    rows.push(...benchmark.rows(samples, await allInTurns(turns, repeats)));
  }
  const origin = `${machine(python, threads)}\n- medians of ${repeats} interleaved fresh processes (least–largest)`;
  const results = `${origin}\n\n${table(rows)}`;
  console.log(results);
  if (options.write) {
    const readme = new URL("README.md", import.meta.url);
    const text = readFileSync(readme, "utf8");
    writeFileSync(
      readme,
      text.replace(RESULTS, (_, start, end) => `${start}${results}${end}`),
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new Error(`${option}: expected an integer ≥ 1 but received ${text}`);
}
