import { typedResult } from "./result-text.mjs";
import { parametersText, signaturesOf } from "./signatures.mjs";

/** Types by the module, seen from a file of generated/functions, that exports them. */
const imports = {
  "../../../addon.js": ["DType"],
  "../../generator.js": ["Generator"],
  "../../result-dtypes.js": [
    "ComplexOf",
    "FloatingDType",
    "FloatOf",
    "LossOf",
    "PairOf",
    "PromotedOf",
    "RealOf",
    "TotalOf",
    "TruthOf",
  ],
  "../../scalar.js": ["Device", "Layout", "MemoryFormat", "Reduction", "Scalar"],
  "../../tensor.js": ["Tensor"],
  "../../typed.js": ["TensorClass", "TensorOf"],
};

/**
 * functions.ts and functions/*.ts: what `torch` and its namespaces hold, a file for each letter of the root namespace.
 * @returns {readonly [string, string][]} text by file name
 */
export function functionFiles(operators, header) {
  const root = byLetter(operators.filter(({ namespaces }) => namespaces.includes("")));
  const files = [...root].map(([letter, own]) =>
    file(
      header,
      `functions/${letter}.ts`,
      `Functions${letter.toUpperCase()}`,
      `The functions of torch under ${letter.toUpperCase()}.`,
      own.flatMap(functionText),
    ),
  );
  const spaces = [...new Set(operators.flatMap(({ namespaces }) => namespaces))]
    .filter(Boolean)
    .toSorted();
  for (const namespace of spaces) {
    const own = operators.filter(({ namespaces }) => namespaces.includes(namespace));
    const name = namespace.split(".").at(-1);
    files.push(
      file(
        header,
        `functions/${name}.ts`,
        `${capital(name)}Functions`,
        `The functions of torch.${namespace}.`,
        own.flatMap(functionText),
      ),
    );
  }
  files.push([
    "functions.ts",
    summary(
      header,
      "functions",
      "Functions",
      [...root.keys()],
      "The functions of torch.",
      "TorchFunctions",
      false,
    ),
  ]);
  return files;
}

/** methods.ts and methods/*.ts: the methods and properties of a tensor, whose class is `T`. */
export function methodFiles(operators, header) {
  const letters = byLetter(operators.filter(({ isMethod, property }) => isMethod || property));
  const files = [...letters].map(([letter, own]) =>
    file(
      header,
      `methods/${letter}.ts`,
      `Methods${letter.toUpperCase()}`,
      `The methods of a tensor under ${letter.toUpperCase()}.`,
      own.flatMap(methodText),
      true,
    ),
  );
  files.push([
    "methods.ts",
    summary(
      header,
      "methods",
      "Methods",
      [...letters.keys()],
      "The operators as methods of a tensor of the dtype `D`, whose class is `T`.",
      "TensorMethods",
      true,
    ),
  ]);
  return files;
}

function byLetter(operators) {
  const letters = new Map();
  for (const operator of operators) {
    const letter = operator.name[0].toLowerCase();
    letters.set(letter, [...(letters.get(letter) ?? []), operator]);
  }
  return new Map([...letters].toSorted());
}

function file(header, name, type, about, members, ofClass = false) {
  const body = members.join("\n").replace(/^ *\/\*\*.*?\*\/$/gms, "");
  const generics = ofClass ? classGenerics(body) : "";
  const text = generics + body;
  const used = Object.entries(imports).flatMap(([module, types]) => {
    const found = types.filter((type) => new RegExp(`\\b${type}\\b`).test(text));
    return found.length > 0 ? [`import type { ${found.join(", ")} } from "${module}";`] : [];
  });
  return [
    name,
    [
      ...header,
      ...used,
      "",
      `/** ${about} */`,
      `export interface ${type}${generics} {`,
      ...members,
      "}",
      "",
    ].join("\n"),
  ];
}

/** A leading underscore says that a parameter is not used. */
function classGenerics(body) {
  const name = (generic) => (new RegExp(`\\b${generic}\\b`).test(body) ? generic : `_${generic}`);
  return `<${name("T")} extends TensorClass, ${name("D")} extends DType>`;
}

function summary(header, folder, prefix, letters, about, name, ofClass) {
  const types = letters.map((letter) => `${prefix}${letter.toUpperCase()}`);
  return [
    ...header,
    ...(ofClass
      ? [
          'import type { DType } from "../../addon.js";',
          'import type { TensorClass } from "../typed.js";',
        ]
      : []),
    ...letters.map(
      (letter, index) => `import type { ${types[index]} } from "./${folder}/${letter}.js";`,
    ),
    "",
    `/** ${about} */`,
    `export interface ${name}${ofClass ? "<T extends TensorClass, D extends DType>" : ""}`,
    `  extends ${types.map((type) => type + (ofClass ? "<T, D>" : "")).join(",\n    ")} {}`,
    "",
  ].join("\n");
}

function functionText({ name, overloads }) {
  const tensorOf = (dtype) => (dtype ? `Tensor<${dtype}>` : "Tensor");
  return signaturesOf(overloads.filter(({ isFunction }) => isFunction)).flatMap((signature) => [
    ...docstring(signature),
    `  ${name}${typedText(signature, { tensorOf })};`,
  ]);
}

/** Of a method's receiver the dtype is `D`, and `T` stands for the class: the files of the class import these. */
const ofMethods = {
  isMethod: true,
  tensorOf: (dtype) => (dtype ? `TensorOf<T, ${dtype}>` : "TensorOf<T>"),
};

function methodText({ name, overloads, property }) {
  if (property) {
    const [{ schema }] = overloads;
    const [signature] = signaturesOf(overloads);
    const { result } = typedResult(signature, ofMethods);
    return [`  /** \`${schema.text}\` */`, `  readonly ${property}: ${result};`];
  }
  return signaturesOf(overloads.filter(({ isMethod }) => isMethod)).flatMap((signature) => [
    ...docstring(signature),
    `  ${name}${typedText(signature, ofMethods)};`,
  ]);
}

/** From the generic parameters on. */
function typedText(signature, names) {
  const { generics, types, dtype, result } = typedResult(signature, names);
  const generic = generics.length > 0 ? `<${generics.join(", ")}>` : "";
  const parameters = parametersText(signature, {
    tensor: names.tensorOf(),
    isMethod: names.isMethod,
    types,
    ...(dtype && { dtype }),
  });
  return `${generic}(${parameters}): ${result}`;
}

function docstring({ schemas }) {
  const texts = schemas.map(({ text }) => `\`${text}\``);
  if (texts.length === 1) return [`  /** ${texts[0]} */`];
  return ["  /**", ...texts.map((text) => `   * ${text}`), "   */"];
}

function capital(name) {
  return name[0].toUpperCase() + name.slice(1);
}
