import { typeOf } from "./kinds.mjs";

const mergeable = new Set(["tensor", "scalar"]);

/**
 * The TypeScript signatures of an operator's overloads: two that differ in their last argument, a tensor here and a
 * scalar there, become one that takes either.
 * @returns {readonly { parameters: { name: string, kinds: string[] }[], options: object, returns: object, schemas: object[] }[]}
 */
export function signaturesOf(overloads) {
  const signatures = [];
  for (const { schema, required, options, returns } of overloads) {
    const parameters = required.map(({ name, kind, choices }) => ({
      name,
      kinds: [kind],
      choices,
    }));
    const twin = signatures.find((known) => differsInLast(known, { parameters, options, returns }));
    if (twin) {
      const index = differences(twin.parameters, parameters)[0];
      twin.parameters[index].kinds.push(...parameters[index].kinds);
      twin.schemas.push(schema);
    } else {
      signatures.push({ parameters, options, returns, schemas: [schema] });
    }
  }
  return signatures;
}

function differsInLast(known, { parameters, options, returns }) {
  if (known.returns.type !== returns.type || known.parameters.length !== parameters.length)
    return false;
  if (known.parameters.some(({ kinds }) => kinds.length > 1)) return false;
  if (optionsText(known.options) !== optionsText(options)) return false;
  const places = differences(known.parameters, parameters);
  const kinds = places.flatMap((index) => [
    known.parameters[index].kinds[0],
    parameters[index].kinds[0],
  ]);
  return (
    places.length === 1 &&
    places[0] === parameters.length - 1 &&
    kinds.every((kind) => mergeable.has(kind))
  );
}

function differences(one, other) {
  return one.flatMap(({ kinds }, index) => (kinds[0] === other[index].kinds[0] ? [] : [index]));
}

/**
 * The parameters as TypeScript; methods leave out the first.
 *
 * @param {{ tensor?: string, dtype?: string, types?: Record<number, string>, isMethod?: boolean }} names how `Tensor`
 *   and `DType` are written; types of parameters by place
 */
export function parametersText({ parameters, options }, names = {}) {
  const texts = parameters.map(({ name, kinds, choices }, at) => {
    const own = kinds.map((kind) => typeOf(kind, { ...names, choices })).join(" | ");
    return `${parameterName(name)}: ${names.types?.[at] ?? own}`;
  });
  const named = optionsText(options, names);
  if (named) {
    const must = Object.values(options).some(({ required }) => required);
    texts.push(`options${must ? "" : "?"}: ${named}`);
  }
  return texts.slice(names.isMethod ? 1 : 0).join(", ");
}

/** Words of JavaScript's own cannot name a parameter. */
function parameterName(name) {
  return ["default", "function", "in", "new", "this", "var", "with"].includes(name)
    ? `${name}_`
    : name;
}

function optionsText(options, names) {
  const fields = Object.entries(options).map(
    ([name, { kind, choices, required }]) =>
      `readonly ${name}${required ? "" : "?"}: ${typeOf(kind, { ...names, choices })}${required ? "" : " | undefined"}`,
  );
  return fields.length > 0 ? `{ ${fields.join("; ")} }` : "";
}
