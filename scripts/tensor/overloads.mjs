import { choicesOf } from "./choices.mjs";
import { alsoMethods } from "./exposure.mjs";
import { areDistinct, kindOf } from "./kinds.mjs";
import { camelCase } from "./names.mjs";
import { preferred } from "./preferred.mjs";

/**
 * The overloads of one operator that TypeScript may mean, in the order in which they are tried.
 * @param {readonly object[]} entries the operator's entries: parsed schema and variants
 * @throws {Error} when arguments could mean two of them and `preferred.mjs` does not say which
 */
export function overloadsOf(entries) {
  const overloads = entries.map(overloadOf);
  const kept = overloads.filter(
    (overload) => !overloads.some((other) => other !== overload && covers(other, overload)),
  );
  const ordered = inOrder(kept);
  const tied = ordered.flatMap((one, index) =>
    ordered.slice(index + 1).flatMap((other) => (canBeTold(one, other) ? [] : [[one, other]])),
  );
  for (const [one, other] of tied) {
    if (!isPreferred(one)) {
      throw new Error(`ambiguous overloads: ${one.schema.text} and ${other.schema.text}`);
    }
  }
  return ordered;
}

/** The one that preferred.mjs names comes first. */
function inOrder(overloads) {
  const rank = (overload) => (isPreferred(overload) ? 0 : 1);
  return overloads.toSorted((one, other) => rank(one) - rank(other));
}

function isPreferred({ schema }) {
  return preferred[schema.name]?.overload === schema.overload;
}

function overloadOf({ schema, variants }) {
  const required = [];
  const options = {};
  for (const [at, argument] of schema.args.entries()) {
    const kind = kindOf(argument);
    if (!kind) throw new Error(`an argument that the generator does not know: ${schema.text}`);
    const choices = choicesOf(schema, argument);
    if (argument.default === undefined && !argument.keywordOnly) {
      required.push({ name: camelCase(argument.name), kind, choices });
    } else {
      // A generator may be left out although its schema has no default: the default one is taken.
      const must = argument.default === undefined && kind !== "generator?";
      options[camelCase(argument.name)] = { at, kind, choices, ...(must && { required: true }) };
    }
  }
  const returns = returnsOf(schema, options);
  if (returns.kinds[0] === "made") options.requiresGrad = { at: -1, kind: "bool" };
  const hasMethod = variants.includes("method") || alsoMethods.includes(schema.name);
  const isMethod = hasMethod && schema.args[0]?.name === "self";
  const isFunction = variants.includes("function");
  return { schema, required, options, returns, isMethod, isFunction };
}

const resultTypes = {
  bool: "boolean",
  int: "number",
  float: "number",
  Scalar: "Scalar",
  ScalarType: "DType",
};

/** Kinds as lib/tensor/operator.ts names them, and TypeScript types, alone and as one, without dtypes. */
function returnsOf(schema, options) {
  const { args, returns } = schema;
  const results = returns.map(({ type, written, alias }) => {
    if (type === "Tensor") {
      if (written && args[0].alias === alias) return { kind: "self", type };
      return { kind: isFactory(schema, options) ? "made" : "tensor", type };
    }
    if (type === "Tensor[]") return { kind: "tensors", type };
    if (Object.hasOwn(resultTypes, type)) return { kind: "value", type: resultTypes[type] };
    throw new Error(`a result that the generator does not know: ${schema.text}`);
  });
  const names = returns.every(({ name }) => name) ? returns.map(({ name }) => name) : undefined;
  const types = results.map(({ type }) => type);
  return { kinds: results.map(({ kind }) => kind), types, names, type: types.join(", ") };
}

/** What makes a tensor, which PyTorch then lets require gradients; `to` converts one. */
function isFactory({ name }, options) {
  return name !== "to" && ["dtype", "layout", "device"].every((option) => options[option]);
}

/** Whether every call of `narrow` is also one of `wide` with the same meaning: `arange.start` and `arange.start_step`. */
function covers(wide, narrow) {
  const options = Object.keys(narrow.options);
  return (
    sameKinds(wide, narrow) &&
    Object.keys(wide.options).length > options.length &&
    options.every((name) => wide.options[name]?.kind === narrow.options[name].kind) &&
    Object.values(wide.options).every(({ required }) => !required) &&
    narrow.schema.args.every(({ name }) => wide.schema.args.some((other) => other.name === name))
  );
}

function sameKinds(one, other) {
  return (
    one.required.length === other.required.length &&
    one.required.every(({ kind }, index) => kind === other.required[index].kind)
  );
}

/** By the number of arguments, the kind of one of them, or an option that one of them demands. */
function canBeTold(one, other) {
  if (one.required.length !== other.required.length) return true;
  if (one.required.some(({ kind }, index) => areDistinct(kind, other.required[index].kind)))
    return true;
  return demandsWhatIsNoneOf(one, other) || demandsWhatIsNoneOf(other, one);
}

function demandsWhatIsNoneOf(one, other) {
  return Object.entries(one.options).some(([name, { kind, required }]) => {
    const same = other.options[name];
    return required && (!same || areDistinct(kind, same.kind));
  });
}
