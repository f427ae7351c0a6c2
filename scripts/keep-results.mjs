// Puts what `layca reproduce` wrote away into the repository: figures, pictures and the records of their runs.
//
//   node scripts/keep-results.mjs FROM TO [--every N] [fig1 …]
//
// FROM: a folder of `layca reproduce --out`; TO: a folder under results/; figures: those to keep, default all.
// Figures and records are gzipped, as `layca report` and `layca reproduce` read them; records say no more where the data lay, and
// their histories have 7 significant digits, which is what the weights have. --every N keeps the first, every Nth and the last entry of
// histories that have thousands.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import sharp from "sharp";
import { tsImport } from "tsx/esm/api";

const { packedPath, readStoredText } = await tsImport(
  "../lib/check/stored-text.ts",
  import.meta.url,
);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { every: { type: "string", default: "1" } },
});
const [from, to, ...names] = positionals;
const every = Number(values.every);
if (from === undefined || to === undefined || !Number.isInteger(every) || every < 1) {
  console.error("usage: node scripts/keep-results.mjs FROM TO [--every N] [fig1 …]");
  process.exit(2);
}

let bytes = 0;
/** Of the runs, of which several figures may show the same. */
const keys = new Set();
for (const name of names.length > 0 ? names : readdirSync(from)) await keepFigure(name);
for (const key of keys) keepRecord(key);
console.error(`${to}: ${(bytes / 1e6).toFixed(2)} MB`);

async function keepFigure(name) {
  const text = readStoredText(join(from, name, "figure.json"));
  if (text === undefined) {
    if (names.length > 0) throw new Error(`${from} holds no figure ${name}`);
    return;
  }
  pack(join(name, "figure.json"), text);
  for (const picture of readdirSync(join(from, name))) {
    if (!picture.endsWith(".png")) continue;
    const small = sharp(join(from, name, picture)).png({ palette: true, effort: 10 });
    keep(join(name, picture), await small.toBuffer());
  }
  for (const { key } of JSON.parse(text).runs) keys.add(key);
}

function keepRecord(key) {
  const path = join("runs", key, "record.json");
  const { spec, history, ...record } = JSON.parse(readStoredText(join(from, path)));
  const { root, ...data } = spec.data;
  const kept = { ...record, spec: { ...spec, data }, history: rounded(history.filter(isKept)) };
  pack(path, JSON.stringify(kept));
}

function isKept(_, index, entries) {
  return entries.length < 1000 || index % every === 0 || index === entries.length - 1;
}

function rounded(value) {
  if (typeof value === "number") return Number(value.toPrecision(7));
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(rounded);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, rounded(part)]));
}

function pack(path, text) {
  keep(packedPath(path), gzipSync(text, { level: 9 }));
}

function keep(path, content) {
  mkdirSync(join(to, path, ".."), { recursive: true });
  writeFileSync(join(to, path), content);
  bytes += content.length;
}
