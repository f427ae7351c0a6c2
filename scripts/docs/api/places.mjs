// Where a name stands: the page and the heading of every item.

import { slug } from "github-slugger";
import { Node } from "ts-morph";
import { pageOf } from "./pages.mjs";
import { functionTypeOf } from "./signatures.mjs";

/**
 * The text of an item's heading.
 * @param {import("./surface.mjs").Item} item
 */
export function titleOf({ names, nodes: [node] }) {
  const [name] = names;
  if (Node.isClassDeclaration(node)) return `class ${name}`;
  if (Node.isInterfaceDeclaration(node) || Node.isTypeAliasDeclaration(node)) return `type ${name}`;
  return isCallable(node) ? `${name}()` : name;
}

/** Whether a declaration is called: a function, or a constant with a function's type. */
export function isCallable(node) {
  return Node.isFunctionDeclaration(node) || functionTypeOf(node) !== undefined;
}

/**
 * Links to items.
 * @param {readonly import("./surface.mjs").Item[]} items
 */
export function placesOf(items) {
  const byName = new Map(items.flatMap((item) => item.names.map((name) => [name, item])));
  const address = (item, from) => {
    const { file } = pageOf(item.file);
    return `${file === from ? "" : file}#${slug(titleOf(item))}`;
  };
  return {
    /** The address of an item as seen from a page. */
    address,
    /**
     * What `{@link NAME}` means on a page, inside of an item: a name of the surface, or a member of the item.
     * @returns {string | undefined} an address
     */
    addressOfName(name, from, inside) {
      const own = inside && Node.isClassDeclaration(inside.nodes[0]) && inside.nodes[0];
      if (own && (own.getMethod(name) || own.getProperty(name))) {
        return `#${slug(`${inside.names[0]}.${name}`)}`;
      }
      const found = byName.get(name) ?? byLastPart(items, name, inside);
      return found && address(found, from);
    },
  };
}

/** `crossEntropy` for `torch.nn.functional.crossEntropy`; the one of the same file first. */
function byLastPart(items, name, inside) {
  const named = items.filter(({ names }) => names.some((full) => full.endsWith(`.${name}`)));
  return named.find(({ file }) => file === inside?.file) ?? named[0];
}
