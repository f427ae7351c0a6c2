// The pages of docs/api/.

import { Node } from "ts-morph";
import { itemSections } from "./item-sections.mjs";
import { mark } from "./mark.mjs";
import { operatorAddress, operatorPages } from "./operator-pages.mjs";
import { pageOf, pages } from "./pages.mjs";
import { isCallable, placesOf } from "./places.mjs";
import { runSpecFile, runSpecSections } from "./run-spec-page.mjs";
import { schemaFields } from "./schema-fields.mjs";
import { fenced } from "./signatures.mjs";
import { declarationOf, readSurface } from "./surface.mjs";

/**
 * The pages.
 * @returns {Promise<ReadonlyMap<string, string>>} text by path in docs/api/
 */
export async function apiPages() {
  const surface = readSurface();
  const fieldsOf = await schemaFields(surface.items);
  const places = placesOf(surface.items);
  const texts = new Map([["README.md", indexPage(surface, places)]]);
  for (const page of pages) texts.set(page.file, conceptPage(page, surface, places, fieldsOf));
  texts.set(runSpecFile, runSpecPage());
  for (const [file, text] of operatorPages(surface)) texts.set(`operators/${file}`, text);
  return texts;
}

function conceptPage(page, surface, places, fieldsOf) {
  const items = surface.items.filter(({ file }) => pageOf(file) === page);
  const parts = groups.map(({ title, has }) => ({ title, items: items.filter(has) }));
  return text([
    `# ${page.title}`,
    mark,
    page.about,
    ...(page.import ? [fenced(page.import)] : []),
    ...parts.map((part) => contentsOf(part, page.file, places)),
    ...parts.flatMap((part) =>
      part.items.length === 0
        ? []
        : [
            `## ${part.title}`,
            ...part.items.flatMap((item) =>
              itemSections(item, contextOf(item, page, surface, places, fieldsOf)),
            ),
          ],
    ),
  ]);
}

const isType = ({ nodes: [node] }) =>
  Node.isInterfaceDeclaration(node) || Node.isTypeAliasDeclaration(node);
const isClass = ({ nodes: [node] }) => Node.isClassDeclaration(node);

const groups = [
  { title: "Functions and values", has: (item) => !isType(item) && !isClass(item) },
  { title: "Classes", has: isClass },
  { title: "Types", has: isType },
];

/** `Classes: Tensor, Slice`, as links. */
function contentsOf({ title, items }, from, places) {
  return items.length === 0 ? "" : `**${title}:** ${linksTo(items, from, places)}`;
}

function linksTo(items, from, places) {
  const links = items.map((item) => {
    const name = item.names[0].replace("torch.nn.functional.", "");
    const called = isCallable(item.nodes[0]) ? `${name}()` : name;
    return `[\`${called}\`](${places.address(item, from)})`;
  });
  return links.join(", ");
}

function contextOf(item, page, surface, places, fieldsOf) {
  return {
    addressOf: (name) => places.addressOfName(name, page.file, item),
    addressAt: (name) => {
      const meant = surface.itemAt(name);
      if (meant) return meant === item ? undefined : places.address(meant, page.file);
      return operatorAddress(declarationOf(name));
    },
    fieldsOf,
    partsOf: (node) =>
      node.getName() === "Tensor"
        ? [node, surface.file("tensor/tensor-sizes.ts").getClassOrThrow("TensorSizes")]
        : [node],
  };
}

function runSpecPage() {
  return text([
    "# Run spec",
    mark,
    "A run as one plain value: what `train`, `parseRunSpec` and run files take. Unknown fields are errors, and every field " +
      "without “required” has a default. Types: [`RunSpecInput`](training.md#type-runspecinput) as written, " +
      "[`RunSpec`](training.md#type-runspec) with the defaults filled in.",
    ...runSpecSections(),
  ]);
}

function indexPage(surface, places) {
  const sections = pages.flatMap((page) => {
    const items = surface.items.filter(({ file, exported }) => exported && pageOf(file) === page);
    return [`## [${page.title}](${page.file})`, page.about, linksTo(items, "", places)];
  });
  return text([
    "# API",
    mark,
    "Everything that `layca` and `layca/figures` export, by subject. What a run may be told is the " +
      "[run spec](run-spec.md); every operator of libtorch, as a function of `torch` and as a method of tensors, is " +
      "under [operators](operators/README.md). Where PyTorch differs is told in [from PyTorch](../from-pytorch.md).",
    ...sections,
  ]);
}

function text(parts) {
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}
