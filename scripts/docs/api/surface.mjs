// The public surface: everything that `layca` and `layca/figures` export, and the types that it mentions.

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Node, Project, ts } from "ts-morph";

const lib = fileURLToPath(new URL("../../../lib/", import.meta.url));

/**
 * @typedef {object} Item
 * @property {readonly string[]} names as users write it, the shortest first: `noGrad`, `torch.noGrad`
 * @property {readonly import("ts-morph").Node[]} nodes its declarations, more than one of overloads
 * @property {string} file in lib/
 * @property {boolean} exported whether it can be imported; else it is a type that only signatures mention
 */

/** What no page has a word of: types by which modules talk to the engine, and those that only compute other types. */
const unspoken = new Set(["Immutable", "HandleOwner"]);

/**
 * Reads the source.
 * @typedef {object} Surface
 * @property {readonly Item[]} items
 * @property {(name: Node) => Item | undefined} itemAt what an identifier means
 * @property {(path: string) => import("ts-morph").SourceFile} file one of lib/
 * @property {() => readonly import("ts-morph").SourceFile[]} generated those that declare operators
 * @property {ReadonlySet<string>} byHand names of `torch.nn.functional` that are no operator there
 *
 * @returns {Surface}
 */
export function readSurface() {
  const project = new Project({
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
    compilerOptions: { target: ts.ScriptTarget.ES2023, noLib: true, types: [] },
    resolutionHost: () => ({ resolveModuleNames }),
  });
  project.addSourceFilesAtPaths([
    `${lib}**/*.ts`,
    // What declares nothing public.
    `!${lib}{check,cli}/**`,
    `!${lib}experiments/{figures,networks,published,tasks}/**`,
    `!${lib}tensor/generated/table.ts`,
  ]);
  const file = (path) => project.getSourceFileOrThrow(lib + path);
  const items = new Map();

  const add = (name, nodes, exported = true) => {
    const key = keyOf(nodes[0]);
    const known = items.get(key);
    if (known) known.names.push(name);
    else items.set(key, { names: [name], nodes, file: pathOf(nodes[0]), exported });
  };
  for (const entry of ["index.ts", "figures.ts"]) addExports(file(entry), "", add);
  addTypeQueries(file("tensor/index.ts").getInterfaceOrThrow("Torch"), "torch.", add);
  addFunctional(file("tensor/functional/index.ts"), add);
  const itemAt = (name) => {
    const declared = declarationOf(name);
    return declared && items.get(keyOf(declared));
  };
  addMentioned(items, add);
  for (const { names } of items.values()) names.sort((a, b) => depth(a) - depth(b));
  return {
    items: [...items.values()],
    itemAt,
    file,
    generated: () => project.getSourceFiles(`${lib}tensor/generated/{functions,methods}/*.ts`),
    byHand: new Set(handWritten(file("tensor/functional/index.ts")).map((each) => each.getName())),
  };
}

/** Files of lib/ alone: what packages declare is not looked at, and would take longer to read than all of it. */
function resolveModuleNames(names, from) {
  return names.map((name) =>
    name.startsWith(".")
      ? { resolvedFileName: join(dirname(from), name.replace(/\.js$/, ".ts")) }
      : undefined,
  );
}

const depth = (name) => name.split(".").length;

function addExports(file, prefix, add) {
  for (const [name, nodes] of file.getExportedDeclarations()) {
    const [first] = nodes;
    if (Node.isSourceFile(first)) addExports(first, `${prefix}${name}.`, add);
    else add(prefix + name, nodes);
  }
}

/** `readonly noGrad: typeof noGrad`, also in objects. */
function addTypeQueries(holder, prefix, add) {
  for (const property of holder.getProperties()) {
    const name = prefix + property.getName();
    const type = property.getTypeNodeOrThrow();
    if (Node.isTypeLiteral(type)) addTypeQueries(type, `${name}.`, add);
    if (Node.isTypeQuery(type)) add(name, overloads(declarationOf(type.getExprName())));
  }
}

/** What `torch.nn.functional` has beside generated operators. */
function addFunctional(file, add) {
  for (const property of handWritten(file)) {
    if (!Node.isShorthandPropertyAssignment(property)) continue;
    const name = property.getName();
    const [specifier] = file
      .getImportDeclarations()
      .flatMap((each) => each.getNamedImports())
      .filter((each) => each.getName() === name);
    add(`torch.nn.functional.${name}`, overloads(declarationOf(specifier.getNameNode())));
  }
}

function handWritten(file) {
  return file.getVariableDeclarationOrThrow("byHand").getInitializerOrThrow().getProperties();
}

/** Types that no entry exports and that what is exported speaks of, and so on. */
function addMentioned(items, add) {
  for (const item of items.values()) {
    for (const name of item.nodes.flatMap(mentionedNames)) {
      const declared = declarationOf(name);
      if (!declared || items.has(keyOf(declared)) || !isSpoken(declared)) continue;
      add(declared.getName(), [declared], false);
    }
  }
}

function isSpoken(declared) {
  if (!(Node.isTypeAliasDeclaration(declared) || Node.isInterfaceDeclaration(declared))) {
    if (!Node.isClassDeclaration(declared)) return false;
  }
  const path = pathOf(declared);
  const isOfEngine = path.startsWith("addon") && !declared.getName().startsWith("DType");
  return (
    declared.isExported() &&
    !isOfEngine &&
    !path.startsWith("tensor/generated/") &&
    !unspoken.has(declared.getName())
  );
}

/** Identifiers in the types of a declaration's public face. */
export function mentionedNames(node) {
  return publicTypes(node).flatMap((type) =>
    [type, ...type.getDescendants()].flatMap((part) => {
      if (Node.isTypeReference(part)) return [part.getTypeName()];
      if (Node.isTypeQuery(part)) return [part.getExprName()];
      if (Node.isExpressionWithTypeArguments(part)) return [part.getExpression()];
      return [];
    }),
  );
}

/** The type nodes of a declaration that its users see. */
function publicTypes(node) {
  if (Node.isTypeAliasDeclaration(node)) return [node.getTypeNodeOrThrow()];
  if (Node.isInterfaceDeclaration(node)) {
    const bases = node.getExtends().flatMap((each) => each.getTypeArguments());
    return [...interfaceMembers(node), ...bases];
  }
  if (Node.isClassDeclaration(node)) {
    const members = publicMembers(node).flatMap((member) => publicTypes(member));
    return [...node.getHeritageClauses(), ...members];
  }
  if (Node.isVariableDeclaration(node)) {
    const [type, value] = [node.getTypeNode(), node.getInitializer()];
    if (type) return [type];
    return Node.isObjectLiteralExpression(value)
      ? value.getProperties().flatMap((each) => publicTypes(calledBy(each)))
      : [];
  }
  const parts = [
    ...(node.getTypeParameters?.() ?? []),
    ...(node.getParameters?.() ?? []),
    node.getReturnTypeNode?.(),
    Node.isPropertyDeclaration(node) ? node.getTypeNode() : undefined,
  ];
  return parts.filter(Boolean);
}

/** The function that a property of an object holds, written there or elsewhere. */
export function calledBy(property) {
  const value = property.getInitializerOrThrow();
  return Node.isIdentifier(value) ? declarationOf(value) : value;
}

/** An interface's members and those of the interfaces that it extends, but for operators, which have pages of their own. */
export function interfaceMembers(node) {
  return [node, ...basesOf(node)].flatMap((each) => each.getMembers());
}

/** The interfaces whose members count as an interface's own. */
export function basesOf(node) {
  return node.getExtends().flatMap((each) => {
    const base = declarationOf(each.getExpression());
    if (!base || !Node.isInterfaceDeclaration(base)) return [];
    return pathOf(base).startsWith("tensor/generated/") ? [] : [base, ...basesOf(base)];
  });
}

/** A class's members that its users, or those who extend it, see. */
export function publicMembers(declared) {
  return declared.getMembers().filter((member) => {
    if (member.getScope?.() === "private" || member.getName?.().startsWith("#")) return false;
    return !/@internal\b/.test(member.getLeadingCommentRanges().at(-1)?.getText() ?? "");
  });
}

/** The declaration that an identifier means, wherever it was imported from. */
export function declarationOf(name) {
  const symbol = name.getSymbol();
  return (symbol?.getAliasedSymbol() ?? symbol)?.getDeclarations()[0];
}

function overloads(declared) {
  if (!Node.isFunctionDeclaration(declared)) return [declared];
  const first = declared.getImplementation() ?? declared;
  return first.getOverloads().length > 0 ? [...first.getOverloads(), first] : [first];
}

function keyOf(node) {
  return `${pathOf(node)}#${node.getName?.() ?? node.getPos()}`;
}

function pathOf(node) {
  return node.getSourceFile().getFilePath().slice(lib.length);
}
