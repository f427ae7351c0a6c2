// Writes the pages of docs/ that are made from the source.
//
//   npm run docs

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { optimizersPage } from "./docs/optimizers-page.mjs";
import { reproductionPage } from "./docs/reproduction-page.mjs";

const pages = [
  ["optimizers.md", optimizersPage],
  ["reproduction.md", reproductionPage],
];
for (const [name, page] of pages) {
  const path = fileURLToPath(new URL(`../docs/${name}`, import.meta.url));
  const text = page();
  if (existsSync(path) && readFileSync(path, "utf8") === text) continue;
  writeFileSync(path, text);
  process.stderr.write(`wrote docs/${name}\n`);
}
