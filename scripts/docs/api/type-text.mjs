// Types in tables, with the names in them linked.

import { Node } from "ts-morph";
import { mentionedNames } from "./surface.mjs";

/**
 * A type as Markdown on one line.
 * @param {import("ts-morph").Node | undefined} node
 * @param {(name: import("ts-morph").Node) => string | undefined} addressAt of what an identifier means
 */
export function typeText(node, addressAt) {
  if (!node) return "";
  const start = node.getStart();
  const text = node.getText();
  const links = linksIn(node, addressAt);
  let [done, from] = ["", 0];
  for (const { at, name, address } of links) {
    done += `${code(text.slice(from, at - start))}[\`${name}\`](${address})`;
    from = at - start + name.length;
  }
  return done + code(withoutUndefined(text.slice(from)));
}

function linksIn(node, addressAt) {
  return [node, ...node.getDescendants()]
    .flatMap((part) => {
      const name = Node.isTypeReference(part)
        ? part.getTypeName()
        : Node.isTypeQuery(part) && part.getExprName();
      if (!name) return [];
      const address = addressAt(name);
      return address ? [{ at: name.getStart(), name: name.getText(), address }] : [];
    })
    .sort((a, b) => a.at - b.at);
}

/** What may be left out may be undefined too. */
function withoutUndefined(text) {
  return text.replace(/\s*\| undefined$/, "");
}

function code(text) {
  const flat = text
    .replace(/\/\*.*?\*\//gs, "")
    .replace(/\s+/g, " ")
    .replace(/(?<=[<(]) | (?=[>)])/g, "");
  return flat.trim() === "" ? flat : `\`${flat}\``;
}

/**
 * The types that a declaration mentions, as a line of links; empty where there is none.
 * @param {readonly import("ts-morph").Node[]} nodes
 */
export function mentionsText(nodes, addressAt) {
  const links = new Map();
  for (const name of nodes.flatMap(mentionedNames)) {
    const address = addressAt(name);
    if (address) links.set(name.getText(), `[\`${name.getText()}\`](${address})`);
  }
  return links.size === 0 ? "" : `Types: ${[...links.values()].join(", ")}`;
}
