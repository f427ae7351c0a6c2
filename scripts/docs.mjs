// Writes the pages of docs/ that are made from the source.
//
//   npm run docs

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { apiPages } from "./docs/api/api-pages.mjs";
import { optimizersPage } from "./docs/optimizers-page.mjs";
import { reproductionPage } from "./docs/reproduction-page.mjs";

const docs = fileURLToPath(new URL("../docs/", import.meta.url));

const pages = new Map([
  ["optimizers.md", optimizersPage()],
  ["reproduction.md", reproductionPage()],
]);
for (const [name, text] of await apiPages()) pages.set(join("api", name), text);

for (const [name, text] of pages) {
  const path = join(docs, name);
  if (existsSync(path) && readFileSync(path, "utf8") === text) continue;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  process.stderr.write(`wrote docs/${name}\n`);
}
for (const name of readdirSync(join(docs, "api"), { recursive: true })) {
  if (!name.endsWith(".md") || pages.has(join("api", name))) continue;
  rmSync(join(docs, "api", name));
  process.stderr.write(`removed docs/api/${name}\n`);
}
