/** The schema's types as lib/tensor/operator.ts names them. */
const kinds = {
  Tensor: "tensor",
  "Tensor[]": "tensors",
  "Tensor?[]": "indices",
  Scalar: "scalar",
  "Scalar[]": "scalars",
  int: "int",
  SymInt: "int",
  float: "float",
  bool: "bool",
  str: "string",
  ScalarType: "dtype",
  Device: "device",
  Layout: "layout",
  MemoryFormat: "memoryFormat",
  Generator: "generator",
};

/** The TypeScript type of a kind. */
const types = {
  tensor: "Tensor",
  tensors: "readonly Tensor[]",
  indices: "readonly (Tensor | null)[]",
  scalar: "Scalar",
  scalars: "readonly Scalar[]",
  int: "number | bigint",
  ints: "readonly number[]",
  "ints+": "number | readonly number[]",
  float: "number",
  floats: "readonly number[]",
  bool: "boolean",
  bools: "readonly boolean[]",
  string: "string",
  dtype: "DType",
  device: "Device",
  layout: "Layout",
  memoryFormat: "MemoryFormat",
  reduction: "Reduction",
  generator: "Generator",
};

/**
 * What JavaScript values a kind takes: two kinds that share none can be told apart. An empty list
 * is taken for that of the overload that comes first.
 */
const values = {
  tensor: ["tensor"],
  tensors: ["tensor list"],
  indices: ["tensor list"],
  scalar: ["number", "boolean", "complex"],
  scalars: ["number list"],
  int: ["number"],
  ints: ["number list"],
  "ints+": ["number list", "number"],
  float: ["number"],
  floats: ["number list"],
  bool: ["boolean"],
  bools: ["boolean list"],
  string: ["dtype name", "device name", "text"],
  dtype: ["dtype name"],
  device: ["device name"],
  layout: ["text"],
  memoryFormat: ["text"],
  reduction: ["text"],
  generator: ["generator"],
};

/**
 * The kind of an argument.
 * @returns {string | undefined} undefined for types that JavaScript cannot pass
 */
export function kindOf({ type, name, default: defaultValue }) {
  const optional = type.endsWith("?") ? "?" : "";
  const base = optional ? type.slice(0, -1) : type;
  if (base === "int" && name === "reduction" && defaultValue === "Mean")
    return `reduction${optional}`;
  const list = /^(int|SymInt|float|bool)\[(\d*)\]$/.exec(base);
  if (list) {
    const element = kinds[list[1]];
    return `${element}s${element === "int" && list[2] ? "+" : ""}${optional}`;
  }
  return kinds[base] && kinds[base] + optional;
}

/** The TypeScript type of a kind, `Tensor` and `DType` written as given; of a text the words that it may be. */
export function typeOf(kind, { tensor = "Tensor", dtype = "DType", choices } = {}) {
  const [base, optional] = parts(kind);
  const type =
    choices?.map((word) => JSON.stringify(word)).join(" | ") ??
    types[base].replace("Tensor", tensor).replace("DType", dtype);
  return type + (optional ? " | null" : "");
}

/** Whether no JavaScript value is of both kinds. */
export function areDistinct(one, other) {
  const [first, firstOptional] = parts(one);
  const [second, secondOptional] = parts(other);
  if (firstOptional && secondOptional) return false;
  return !values[first].some((value) => values[second].includes(value));
}

function parts(kind) {
  const optional = kind.endsWith("?");
  return [optional ? kind.slice(0, -1) : kind, optional];
}
