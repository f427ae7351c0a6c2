// Puts what `layca reproduce` wrote away into the repository: figures, pictures and the records of their runs.
//
//   node scripts/keep-results.mjs FROM TO [fig1 …]
//
// FROM: a folder of `layca reproduce --out`; TO: a folder under results/; figures: those to keep, default all.
// Figures and records are gzipped, as `layca report` and `layca reproduce` read them; records say no more where the data lay, and
// their histories have 7 significant digits, which is what the weights have.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import sharp from "sharp";

const [from, to, ...names] = process.argv.slice(2);
if (from === undefined || to === undefined) {
  console.error("usage: node scripts/keep-results.mjs FROM TO [fig1 …]");
  process.exit(2);
}

let bytes = 0;
const figures = readdirSync(from).filter((name) => existsSync(join(from, name, "figure.json")));
for (const name of names.length > 0 ? names : figures) await keepFigure(name);
console.error(`${to}: ${(bytes / 1e6).toFixed(2)} MB`);

async function keepFigure(name) {
  const text = readFileSync(join(from, name, "figure.json"), "utf8");
  keep(join(name, "figure.json.gz"), gzipSync(text, { level: 9 }));
  for (const picture of readdirSync(join(from, name))) {
    if (!picture.endsWith(".png")) continue;
    const small = sharp(join(from, name, picture)).png({ palette: true, effort: 10 });
    keep(join(name, picture), await small.toBuffer());
  }
  for (const { key } of JSON.parse(text).runs) keepRecord(key);
}

function keepRecord(key) {
  const path = join(from, "runs", key, "record.json");
  const text = existsSync(path)
    ? readFileSync(path, "utf8")
    : gunzipSync(readFileSync(`${path}.gz`)).toString("utf8");
  const { spec, history, ...record } = JSON.parse(text);
  const { root, ...data } = spec.data;
  const kept = { ...record, spec: { ...spec, data }, history: rounded(history) };
  keep(join("runs", key, "record.json.gz"), gzipSync(JSON.stringify(kept), { level: 9 }));
}

function rounded(value) {
  if (typeof value === "number") return Number(value.toPrecision(7));
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(rounded);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, rounded(part)]));
}

function keep(path, content) {
  mkdirSync(join(to, path, ".."), { recursive: true });
  writeFileSync(join(to, path), content);
  bytes += content.length;
}
