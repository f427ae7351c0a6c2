/**
 * table.ts: the overloads as text, which `lib/tensor/operator-table.ts` reads at an operator's first call, and the
 * names under which they are reached.
 */
export function tableFile(operators, header) {
  const namespaces = [...new Set(operators.flatMap((operator) => operator.namespaces))].toSorted();
  return [
    ...header,
    "/** By key: one overload a line, in the order in which they are tried. */",
    "export const table: Readonly<Record<string, string>> = {",
    ...operators.map(
      ({ key, overloads }) =>
        `  ${quoted(key)}: ${quoted(overloads.map(overloadText).join("\n"))},`,
    ),
    "};",
    "",
    "/** The functions of each namespace, `name` or `name=key`. */",
    "export const functionNames: Readonly<Record<string, string>> = {",
    ...namespaces.map((namespace) => {
      const own = operators.filter((operator) => operator.namespaces.includes(namespace));
      return `  ${quoted(namespace)}: ${quoted(own.map(({ name, key }) => named(name, key)).join(" "))},`;
    }),
    "};",
    "",
    "/** The methods of a tensor. */",
    `export const methodNames = ${quoted(
      operators
        .flatMap(({ isMethod, name, key }) => (isMethod ? [named(name, key)] : []))
        .join(" "),
    )};`,
    "",
    "/** The properties of a tensor. */",
    `export const propertyNames = ${quoted(
      operators.flatMap(({ property, key }) => (property ? [named(property, key)] : [])).join(" "),
    )};`,
    "",
  ].join("\n");
}

function named(name, key) {
  return name === key ? name : `${name}=${key}`;
}

/** `add.Tensor(tensor, tensor; alpha@2 scalar) tensor`. */
function overloadText({ schema, required, options, returns }) {
  const qualified = schema.overload ? `${schema.name}.${schema.overload}` : schema.name;
  const positions = required.map(({ kind }) => kind).join(", ");
  const named = Object.entries(options)
    .map(([name, { at, kind, required: must }]) => `${name}@${at}${must ? "!" : ""} ${kind}`)
    .join(", ");
  return `${qualified}(${positions}${named && `; ${named}`}) ${returns.kinds.join(", ")}`.trimEnd();
}

function quoted(text) {
  return JSON.stringify(text);
}
