import { alsoFunctional, placeOf, properties, reasonAgainst } from "./exposure.mjs";
import { camelCase } from "./names.mjs";
import { overloadsOf } from "./overloads.mjs";

/**
 * The operators that TypeScript gets, each with its names there.
 *
 * `key` is what `table.ts` and errors call it: `logSoftmax`, `linalg.svd`.
 * @param {readonly { schema: object, variants: readonly string[], module: string | undefined }[]} entries
 */
export function operatorsOf(entries) {
  const byName = new Map();
  for (const entry of entries.filter(({ schema }) => !reasonAgainst(schema))) {
    const { name } = entry.schema;
    byName.set(name, [...(byName.get(name) ?? []), entry]);
  }
  const operators = [...byName].map(([aten, own]) => operatorOf(aten, own));
  requireUnique(operators.map(({ key }) => key));
  return operators.toSorted((one, other) => (one.key < other.key ? -1 : 1));
}

function operatorOf(aten, entries) {
  const { namespace, local } = placeOf({ name: aten, module: entries[0].module });
  const name = camelCase(local);
  const overloads = overloadsOf(entries);
  const property = properties[aten];
  const namespaces = overloads.some(({ isFunction }) => isFunction) ? [namespace] : [];
  if (alsoFunctional.includes(aten)) namespaces.push("nn.functional");
  return {
    aten,
    name,
    // Names of nn need no namespace to be unique: libtorch's have none.
    key: namespace && namespace !== "nn.functional" ? `${namespace}.${name}` : name,
    namespaces,
    property,
    isMethod: !property && overloads.some(({ isMethod }) => isMethod),
    overloads,
  };
}

function requireUnique(keys) {
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice) throw new Error(`two operators are called ${twice}`);
}
