import { areDistinct, kindOf } from "./kinds.mjs";

/** `log_softmax` → `logSoftmax`; a trailing underscore, in place, stays. */
export function camelCase(name) {
  return name.replace(/_(?=[a-z0-9])([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}

/**
 * The overloads of one operator that TypeScript may mean, in the order in which they are tried.
 * @param {readonly object[]} entries the operator's entries: parsed schema and variants
 * @throws {Error} when arguments could mean two of them
 */
export function overloadsOf(entries) {
  const overloads = entries.map(overloadOf).filter((overload) => overload !== undefined);
  const kept = overloads.filter(
    (overload) => !overloads.some((other) => other !== overload && covers(other, overload)),
  );
  for (const [index, one] of kept.entries()) {
    for (const other of kept.slice(index + 1)) {
      if (!canBeTold(one, other)) {
        throw new Error(`ambiguous overloads: ${one.schema.text} and ${other.schema.text}`);
      }
    }
  }
  return kept;
}

/** Undefined for overloads that write to an `out` argument or take what JavaScript cannot pass. */
function overloadOf({ schema, variants }) {
  const required = [];
  const options = {};
  for (const [at, argument] of schema.args.entries()) {
    const kind = kindOf(argument);
    if (!kind || (argument.written && argument.keywordOnly)) return undefined;
    if (argument.default === undefined && !argument.keywordOnly) {
      required.push({ name: camelCase(argument.name), kind });
    } else {
      const must = argument.default === undefined;
      options[camelCase(argument.name)] = { at, kind, ...(must && { required: true }) };
    }
  }
  const isMethod = variants.includes("method") && schema.args[0]?.name === "self";
  const isFunction = variants.includes("function");
  return { schema, required, options, returns: returnOf(schema), isMethod, isFunction };
}

function returnOf({ args, returns }) {
  const [first] = returns;
  if (returns.length === 0) return { kind: "value", type: "void" };
  if (returns.length > 1 && returns.every(({ type }) => type === "Tensor")) {
    return { kind: "tensors", type: `[${returns.map(() => "Tensor").join(", ")}]` };
  }
  if (returns.length === 1 && first.type === "Tensor[]")
    return { kind: "tensors", type: "Tensor[]" };
  if (returns.length === 1 && first.type === "Tensor") {
    const inPlace = first.written && args[0].alias === first.alias;
    return { kind: inPlace ? "self" : "tensor", type: "Tensor" };
  }
  throw new Error(`results that the generator does not know: ${JSON.stringify(returns)}`);
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

/** By the number of arguments, the kind of one of them, or an option that only one of them demands or knows. */
function canBeTold(one, other) {
  if (one.required.length !== other.required.length) return true;
  if (one.required.some(({ kind }, index) => areDistinct(kind, other.required[index].kind)))
    return true;
  return demandsWhatIsUnknownTo(one, other) || demandsWhatIsUnknownTo(other, one);
}

function demandsWhatIsUnknownTo(one, other) {
  return Object.entries(one.options).some(
    ([name, { required }]) => required && !other.options[name],
  );
}
