// Signatures as they stand in the source, without bodies.

import { Node } from "ts-morph";
import { declarationOf } from "./surface.mjs";

/**
 * A function's or method's head: `tensor<D extends DType>(values: …): …`.
 * @param {import("ts-morph").Node} node
 * @param {string} name as users call it
 */
export function signature(node, name) {
  const source = node.getSourceFile().getFullText();
  const [from, to] = [headStart(node), headEnd(node)];
  const head = headText(node, source.slice(from, to));
  const column = node.getStart() - source.lastIndexOf("\n", node.getStart()) - 1;
  return name + withoutThis(outdented(head, column));
}

function headText(node, text) {
  const head = text.trim().replace(/[;{]$/, "").trim();
  return Node.isFunctionTypeNode(node) ? head.replace(/\) => (?!.*\) => )/s, "): ") : head;
}

/** The function type of a constant that is declared by a name for one. */
export function functionTypeOf(node) {
  const type = Node.isVariableDeclaration(node) && node.getTypeNode();
  const alias = type && Node.isTypeReference(type) && declarationOf(type.getTypeName());
  const meant = alias && Node.isTypeAliasDeclaration(alias) && alias.getTypeNode();
  return meant && Node.isFunctionTypeNode(meant) ? meant : undefined;
}

/** Where the type parameters or the parameters begin. */
function headStart(node) {
  const [type] = node.getTypeParameters();
  const first = type ?? node.getFirstChild((child) => child.getKindName() === "OpenParenToken");
  return type ? first.getStart() - 1 : first.getStart();
}

function headEnd(node) {
  if (Node.isArrowFunction(node)) return node.getEqualsGreaterThan().getStart();
  return node.getBody?.()?.getStart() ?? node.getEnd();
}

/** `this: void` and the like say nothing to callers, but of the networks that a layer fits. */
function withoutThis(head) {
  return head.replace(/\(\s*this: void,?\s*/, "(");
}

function outdented(text, column) {
  return text.replaceAll(`\n${" ".repeat(column)}`, "\n");
}

/** A type alias as it stands in the source. */
export function aliasText(node) {
  const generic = genericText(node);
  const type = node.getTypeNodeOrThrow().getText();
  return `type ${node.getName()}${generic} =${type.startsWith("|") ? "\n  " : " "}${type}`;
}

/** `class Run implements AsyncIterable<HistoryEntry>`. */
export function classHead(node) {
  // What `Tensor` extends is made of its operators, which have pages of their own.
  const heritage = node.getHeritageClauses().map((clause) => ` ${clause.getText()}`);
  return `class ${node.getName()}${genericText(node)}${heritage.join("").replace(" extends Operators", "")}`;
}

/** `interface Typed<D extends DType>`; empty for one without type parameters. */
export function genericHead(node) {
  const generic = genericText(node);
  return generic && `interface ${node.getName()}${generic}`;
}

function genericText(node) {
  const parameters = node.getTypeParameters().map((each) => each.getText());
  return parameters.length > 0 ? `<${parameters.join(", ")}>` : "";
}

/** Code in a fence. */
export function fenced(code) {
  return `\`\`\`ts\n${code}\n\`\`\``;
}
