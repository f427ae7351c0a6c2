import { camelCase } from "./names.mjs";
import { defaultDtype, rulesOf } from "./result-dtypes.mjs";

/** The rules as TypeScript: `D` is the dtype of the tensor that decides, `Other` the type of the operand after it. */
const dtypes = {
  bool: '"bool"',
  int32: '"int32"',
  int64: '"int64"',
  place: '"int32" | "int64"',
  same: "D",
  floating: "FloatOf<D>",
  real: "RealOf<D>",
  realFloating: "RealOf<FloatOf<D>>",
  complex: "ComplexOf<D>",
  total: "TotalOf<D>",
  truth: "TruthOf<D>",
  square: "PromotedOf<D, bigint>",
  clamped: "PromotedOf<D, number>",
  joined: "PairOf<D, D>",
  loss: "LossOf<D>",
  someLoss: "FloatingDType",
  promoted: "PromotedOf<D, Other>",
  chosen: "PromotedOf<D, Other>",
  quotient: "FloatOf<PromotedOf<D, Other>>",
  roundedQuotient: "PromotedOf<D, Other> | FloatOf<PromotedOf<D, Other>>",
  pairLoss: "LossOf<PromotedOf<D, Other>>",
};

/**
 * What a signature says of its result's dtype.
 *
 * @param {{ tensorOf: (dtype?: string) => string, isMethod?: boolean }} names a tensor's type of a dtype; whether `D`
 *   is the receiver's and declared already
 * @returns {{ generics: string[], types: Record<number, string>, dtype?: string, result: string }} generic parameters;
 *   the types of the arguments, by place, that these are inferred from; the generic of a dtype that is given; the
 *   result's type
 */
export function typedResult(signature, names) {
  const { tensorOf, isMethod = false } = names;
  const isSelf = signature.returns.kinds[0] === "self";
  if (isSelf && isMethod) return { generics: [], types: {}, result: "this" };
  const rules = isSelf ? ["same"] : rulesOf(signature.schemas[0]);
  const subject = rules[0] === "chosen" ? 1 : subjectOf(signature);
  const known = rules.map((rule) => knownDtype(rule, signature, subject));
  const generics = [];
  const types = {};
  if (known.some((dtype) => /\bD\b/.test(dtype)) && !(isMethod && subject === 0)) {
    generics.push("D extends DType");
    const isList = signature.parameters[subject].kinds[0] === "tensors";
    types[subject] = isList ? `readonly ${tensorOf("D")}[]` : tensorOf("D");
  }
  if (known.some((dtype) => /\bOther\b/.test(dtype))) {
    const { kinds } = signature.parameters[subject + 1];
    generics.push(`Other extends ${tensorOf()}${kinds.includes("scalar") ? " | Scalar" : ""}`);
    types[subject + 1] = "Other";
  }
  if (!isGivenDtype(signature)) {
    return { generics, types, result: resultText(signature.returns, known, tensorOf) };
  }
  const unlessGiven = defaultDtype(signature.schemas[0]);
  generics.push(`R extends DType = ${unlessGiven ? `"${unlessGiven}"` : known[0]}`);
  // The type that a caller expects must not be taken for a dtype that was given.
  return { generics, types, dtype: "R", result: tensorOf("NoInfer<R>") };
}

/** Where the tensor, or list of tensors, is whose dtype decides. */
function subjectOf({ parameters }) {
  return parameters.findIndex(({ kinds }) => /^tensors?$/.test(kinds[0]));
}

function knownDtype(rule, { parameters }, subject) {
  const dtype = dtypes[rule] ?? "DType";
  if (/\bD\b/.test(dtype) && !isAlways(parameters[subject], ["tensor", "tensors"])) return "DType";
  if (/\bOther\b/.test(dtype) && !isAlways(parameters[subject + 1], ["tensor", "scalar"]))
    return "DType";
  if (/\bOther\b/.test(dtype) && subject > 0 && rule !== "chosen") return "DType";
  return dtype;
}

function isAlways(parameter, kinds) {
  return parameter?.kinds.every((kind) => kinds.includes(kind)) ?? false;
}

/** Whether a dtype that is given is the result's. */
function isGivenDtype({ parameters, options, returns }) {
  const kinds = [
    ...parameters.flatMap(({ kinds }) => kinds),
    ...Object.values(options).map(({ kind }) => kind),
  ];
  return (
    returns.type === "Tensor" &&
    returns.kinds[0] !== "self" &&
    kinds.filter((kind) => /^dtype/.test(kind)).length === 1
  );
}

function resultText({ types, names }, known, tensorOf) {
  const texts = types.map((type, index) => {
    const dtype = known[index] ?? "DType";
    return type.replace("Tensor", tensorOf(dtype === "DType" ? undefined : dtype));
  });
  if (texts.length === 0) return "void";
  if (texts.length === 1) return texts[0];
  const elements = texts.map((text, index) =>
    names ? `${camelCase(names[index])}: ${text}` : text,
  );
  return `[${elements.join(", ")}]`;
}
