// An item of the surface as Markdown: heading, signature, docstring, members.

import { Node } from "ts-morph";
import { commentOf } from "./comments.mjs";
import { titleOf } from "./places.mjs";
import { commentText, onOneLine, plainTable } from "./prose.mjs";
import { linkToKind } from "./run-spec-page.mjs";
import {
  aliasText,
  classHead,
  fenced,
  functionTypeOf,
  genericHead,
  signature,
} from "./signatures.mjs";
import { basesOf, calledBy, interfaceMembers, publicMembers } from "./surface.mjs";
import { mentionsText, typeText } from "./type-text.mjs";

/**
 * @typedef {object} Context
 * @property {(name: string) => string | undefined} addressOf of what a docstring links to
 * @property {(name: Node) => string | undefined} addressAt of what an identifier means
 * @property {(node: Node) => string} fieldsOf a table of a type's fields, or where they are described, if a schema
 *   checks them
 * @property {(node: Node) => readonly Node[]} partsOf a class and those bases of it that have no section
 */

/**
 * @param {import("./surface.mjs").Item} item
 * @param {Context} context
 * @returns {readonly string[]}
 */
export function itemSections(item, context) {
  const [node] = item.nodes;
  return [`### ${titleOf(item)}`, notesOf(item), ...bodyOf(item, node, context)].filter(Boolean);
}

function notesOf({ names, exported }) {
  const [, ...others] = names;
  if (!exported) return "_Not exported: what signatures mean by the name._";
  return others.length === 0 ? "" : `_Also ${others.map((name) => `\`${name}\``).join(", ")}._`;
}

function bodyOf(item, node, context) {
  const [name] = item.names;
  if (Node.isFunctionDeclaration(node)) return functionBody(item.nodes, name, context);
  if (Node.isClassDeclaration(node)) return classBody(node, name, context);
  const comment = commentText(commentOf(commentHolder(node)), context.addressOf);
  if (Node.isInterfaceDeclaration(node)) return [...comment, ...interfaceBody(node, name, context)];
  if (Node.isTypeAliasDeclaration(node)) {
    const fields = context.fieldsOf(node);
    if (fields) return [...comment, fields];
    return [fenced(aliasText(node)), mentionsText([node], context.addressAt), ...comment];
  }
  return constantBody(node, name, comment, context);
}

/** A constant's docstring stands before its statement. */
function commentHolder(node) {
  return Node.isVariableDeclaration(node) ? node.getVariableStatementOrThrow() : node;
}

function functionBody(nodes, name, context) {
  const [first] = nodes;
  const shown = nodes.filter((node) => nodes.length === 1 || !node.getBody());
  return [
    fenced(shown.map((node) => signature(node, name)).join("\n")),
    mentionsText(shown, context.addressAt),
    layerNote(shown),
    ...commentText(commentOf(first), context.addressOf),
  ];
}

/** Where the options of a layer are described, which its kind names. */
function layerNote(nodes) {
  const kinds = nodes.flatMap((node) => [...node.getText().matchAll(/\bLayerOptions<"(\w+)"/g)]);
  return kinds.map(([, kind]) => `Options: the fields of ${linkToKind(kind)}.`).join("\n\n");
}

function constantBody(node, name, comment, context) {
  const [type, value] = [node.getTypeNode(), node.getInitializer()];
  const called = functionTypeOf(node);
  if (called) {
    return [fenced(signature(called, name)), mentionsText([called], context.addressAt), ...comment];
  }
  if (type) {
    return [
      fenced(`const ${name}: ${type.getText()}`),
      mentionsText([node], context.addressAt),
      ...comment,
    ];
  }
  if (!Node.isObjectLiteralExpression(value)) {
    return [fenced(`const ${name} = ${value.getText()}`), ...comment];
  }
  const members = value.getProperties().flatMap((property) => {
    const called = `${name}.${property.getName()}`;
    const docs = commentText(commentOf(property), context.addressOf);
    const target = calledBy(property);
    return [
      `#### ${called}()`,
      fenced(signature(target, called)),
      mentionsText([target], context.addressAt),
      ...docs,
    ];
  });
  return [...comment, ...members];
}

function interfaceBody(node, name, context) {
  const members = interfaceMembers(node);
  const generic = genericHead(node);
  const properties = members.filter((member) => Node.isPropertySignature(member));
  const methods = members.filter((member) => !Node.isPropertySignature(member));
  return [
    generic && fenced(generic),
    extendsText(node, context),
    propertiesTable(properties, context),
    ...methodSections(methods, name, context),
  ];
}

/** What an interface has beside its own members that is not written out. */
function extendsText(node, { addressAt }) {
  const shown = basesOf(node).map((base) => base.getName());
  const others = node
    .getExtends()
    .filter((each) => !shown.includes(each.getExpression().getText()));
  const texts = others.map((each) => typeOf(each, addressAt));
  return texts.length === 0 ? "" : `With what ${texts.join(" and ")} has.`;
}

function typeOf(node, addressAt) {
  const address = addressAt(node.getExpression());
  return address ? `[\`${node.getText()}\`](${address})` : `\`${onOneLine(node.getText())}\``;
}

function propertiesTable(properties, context) {
  const rows = properties.map((property) => [
    `\`${property.getName()}\`${property.hasQuestionToken?.() ? "?" : ""}`,
    typeText(typeNodeOf(property), context.addressAt) || `\`${initialType(property)}\``,
    meaningOf(property, context),
  ]);
  if (rows.length === 0) return "";
  return plainTable(["property", "type", "meaning"], rows);
}

function meaningOf(property, context) {
  const text = onOneLine(commentText(commentOf(property), context.addressOf).join(" "));
  if (text !== "" || !Node.isTypeQuery(property.getTypeNode?.())) return text;
  return "See there.";
}

/** The type of a property that is told by its first value alone. */
function initialType(property) {
  const kind = property.getInitializerOrThrow().getKindName();
  const type = { TrueKeyword: "boolean", FalseKeyword: "boolean", NumericLiteral: "number" }[kind];
  if (!type) throw new Error(`${property.getName()} needs a type of its own to be documented`);
  return type;
}

function typeNodeOf(property) {
  return Node.isGetAccessorDeclaration(property)
    ? property.getReturnTypeNode()
    : property.getTypeNode();
}

function classBody(node, name, context) {
  const members = context.partsOf(node).flatMap(publicMembers).filter(isTold);
  const properties = members.filter(
    (member) =>
      (Node.isPropertyDeclaration(member) || Node.isGetAccessorDeclaration(member)) &&
      member.getScope() === "public",
  );
  const methods = members.filter((member) => Node.isMethodDeclaration(member));
  const constructors = members.filter((member) => Node.isConstructorDeclaration(member));
  return [
    fenced(classHead(node)),
    inheritedNote(node, context),
    ...commentText(commentOf(node), context.addressOf),
    ...constructors.flatMap((each) => constructorSection(each, name, context)),
    propertiesTable(properties, context),
    ...methodSections(methods, name, context),
  ];
}

/** A base with a section of its own. */
function inheritedNote(node, { addressAt }) {
  const base = node.getExtends();
  const address = base && addressAt(base.getExpression());
  return address ? `With the members of [\`${base.getText()}\`](${address}).` : "";
}

/** What overrides without a word says nothing that its base does not; `[inspect.custom]` is not for users. */
function isTold(member) {
  const name = member.getName?.() ?? "";
  if (name.startsWith("[") && !name.startsWith("[Symbol.")) return false;
  const isSilent = !commentOf(member);
  return !(isSilent && (member.hasOverrideKeyword?.() || member.getScope?.() === "protected"));
}

function constructorSection(node, name, context) {
  return [
    `#### new ${name}()`,
    fenced(signature(node, `new ${name}`)),
    mentionsText([node], context.addressAt),
    ...commentText(commentOf(node), context.addressOf),
  ];
}

function methodSections(methods, name, context) {
  const seen = new Set();
  return methods.flatMap((method) => {
    const own = method.getName();
    if (seen.has(own)) return [];
    seen.add(own);
    const overloads = method.getOverloads?.() ?? [];
    const shown =
      overloads.length > 0 ? overloads : methods.filter((each) => each.getName() === own);
    const called = own.startsWith("[") ? `${name}${own}` : `${name}.${own}`;
    const scope = method.getScope?.() === "protected" ? "protected " : "";
    const isStatic = method.isStatic?.() ? "static " : "";
    return [
      `#### ${called}()`,
      fenced(shown.map((each) => scope + isStatic + signature(each, own)).join("\n")),
      mentionsText(shown, context.addressAt),
      layerNote(shown),
      ...commentText(commentOf(shown[0]), context.addressOf),
    ];
  });
}
