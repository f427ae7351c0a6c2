// Puts what `layca reproduce` wrote away into the repository: figures, pictures and the records of their runs.
//
//   node scripts/keep-results.mjs FROM TO [fig1 …]
//
// FROM: a folder of `layca reproduce --out`; TO: a folder under results/; figures: those to keep, default all.
// Figures and records are gzipped, as `layca report` and `layca reproduce` read them; records say no more where the data lay, and
// their histories have 7 significant digits, which is what the weights have.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import sharp from "sharp";
import { tsImport } from "tsx/esm/api";

const { packedPath, readStoredText } = await tsImport(
  "../lib/check/stored-text.ts",
  import.meta.url,
);

const [from, to, ...names] = process.argv.slice(2);
if (from === undefined || to === undefined) {
  console.error("usage: node scripts/keep-results.mjs FROM TO [fig1 …]");
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
  const kept = { ...record, spec: { ...spec, data }, history: rounded(history) };
  pack(path, JSON.stringify(kept));
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
