// The pages of docs/api/operators: one line for every signature of what is generated in lib/tensor/generated.

import GithubSlugger from "github-slugger";
import { commentOf } from "./comments.mjs";
import { mark } from "./mark.mjs";
import { fenced } from "./signatures.mjs";

/** Those of torch's namespaces; the others are told apart by their first letter. */
const namespaces = {
  fft: "torch.fft",
  functional: "torch.nn.functional",
  linalg: "torch.linalg",
  sparse: "torch.sparse",
  special: "torch.special",
};

/**
 * @typedef {object} Operator
 * @property {string} name without the `_` of what changes a tensor in place
 * @property {Set<string>} signatures
 * @property {Set<string>} schemas libtorch's own
 */

/**
 * @param {{ generated(): readonly import("ts-morph").SourceFile[], byHand: ReadonlySet<string> }} surface
 * @returns {ReadonlyMap<string, string>} text by path in docs/api/operators
 */
export function operatorPages({ generated, byHand }) {
  const groups = new Map();
  for (const file of generated()) {
    const group = file.getBaseNameWithoutExtension();
    const operators = groups.get(group) ?? new Map();
    groups.set(group, operators);
    const isMethods = file.getDirectory().getBaseName() === "methods";
    for (const member of file.getInterfaces().flatMap((each) => each.getMembers())) {
      if (group === "functional" && byHand.has(member.getName())) continue;
      addSignature(operators, member, isMethods ? "x" : (namespaces[group] ?? "torch"));
    }
  }
  const sorted = [...groups].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return new Map([
    ["README.md", indexPage(sorted)],
    ...sorted.map(([group, operators]) => [`${group}.md`, operatorPage(group, operators)]),
  ]);
}

/** The page of operators that a generated interface declares, from a page of docs/api/. */
export function operatorAddress(declared) {
  const [, group] =
    declared
      ?.getSourceFile()
      .getFilePath()
      .match(/\/generated\/functions\/?(\w*)\.ts$/) ?? [];
  return group === undefined ? undefined : `operators/${group || "README"}.md`;
}

const rank = (group) => (group in namespaces ? 1 : 0);

function addSignature(operators, member, owner) {
  const full = member.getName();
  const name = full.replace(/(?<=\w)_$/, "");
  const operator = operators.get(name) ?? { name, signatures: new Set(), schemas: new Set() };
  operators.set(name, operator);
  operator.signatures.add(`${owner}.${simplified(member.getText())}`);
  for (const [, schema] of commentOf(member)?.text.matchAll(/`([^`]+)`/g) ?? []) {
    operator.schemas.add(schema);
  }
}

/** Without what TypeScript needs to be told and readers know: what may be left out may be undefined too. */
function simplified(text) {
  return text
    .replace(/^readonly /, "")
    .replace(/;$/, "")
    .replace(/\breadonly (?=\w+\??:)/g, "")
    .replace(/ \| undefined/g, "")
    .replace(/\bTensorOf<T, /g, "Tensor<")
    .replace(/\bTensorOf<T>/g, "Tensor")
    .replace(/(?<!^)\bT\b/g, "Tensor");
}

function titleOf(group) {
  return namespaces[group] ?? `Operators: ${group.toUpperCase()}`;
}

function operatorPage(group, operators) {
  const sections = [...operators.values()]
    .flatMap(({ name, signatures, schemas }) => [
      `### ${name}`,
      fenced([...signatures].join("\n")),
      [...schemas].map((schema) => `\`${schema}\``).join("<br>\n"),
    ])
    .filter(Boolean);
  return `${[`# ${titleOf(group)}`, mark, sentence, ...sections].join("\n\n")}\n`;
}

const sentence =
  "Signatures, and beneath them libtorch's own, which tell defaults. `x` is a tensor; what ends in `_` changes it. " +
  "What each computes is in PyTorch's documentation under the same name; [how arguments and results " +
  "differ](../../from-pytorch.md). Types: [`Tensor`](../tensors.md#class-tensor), " +
  "[`Scalar`](../tensors.md#type-scalar), [`DType`](../tensors.md#type-dtype); `FloatOf`, `RealOf` and the like make " +
  "the result's dtype of the arguments'.";

function indexPage(groups) {
  const lists = groups.map(([group, operators]) => {
    const slugger = new GithubSlugger(); // `t` and `T` are told apart.
    const links = [...operators.keys()].map(
      (name) => `[${name}](${group}.md#${slugger.slug(name)})`,
    );
    return `**[${titleOf(group)}](${group}.md)** ${links.join(", ")}`;
  });
  return `${[
    "# Operators",
    mark,
    "Every public operator of libtorch by name: as a function of `torch` or one of its namespaces, as a method of " +
      "tensors, or both. What PyTorch writes in Python is in [torch.nn.functional](../functional.md) and " +
      "[torch](../torch.md).",
    ...lists,
  ].join("\n\n")}\n`;
}
