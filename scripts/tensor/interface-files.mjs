import { defaultDtype } from "./result-dtypes.mjs";
import { parametersText, signaturesOf } from "./signatures.mjs";

/** Types by the module, seen from a file of generated/functions, that exports them. */
const imports = {
  "../../../addon.js": ["DType"],
  "../../generator.js": ["Generator"],
  "../../scalar.js": ["Device", "Layout", "MemoryFormat", "Reduction", "Scalar"],
  "../../tensor.js": ["Tensor"],
  "../../typed.js": ["Typed"],
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
      "",
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
      `Methods${letter.toUpperCase()}<T>`,
      `The methods of a tensor under ${letter.toUpperCase()}.`,
      own.flatMap(methodText),
    ),
  );
  files.push([
    "methods.ts",
    summary(
      header,
      "methods",
      "Methods",
      [...letters.keys()],
      "The operators as methods of a tensor, whose class is `T`.",
      "TensorMethods",
      "<T>",
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

function file(header, name, type, about, members) {
  const text = members.join("\n").replace(/^ *\/\*\*.*?\*\/$/gms, "");
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
      `export interface ${/\bT\b/.test(text) ? type : type.replace("<T>", "<_T>")} {`,
      ...members,
      "}",
      "",
    ].join("\n"),
  ];
}

function summary(header, folder, prefix, letters, about, name, generic) {
  const types = letters.map((letter) => `${prefix}${letter.toUpperCase()}`);
  return [
    ...header,
    ...letters.map(
      (letter, index) => `import type { ${types[index]} } from "./${folder}/${letter}.js";`,
    ),
    "",
    `/** ${about} */`,
    `export interface ${name}${generic}`,
    `  extends ${types.map((type) => type + generic).join(",\n    ")} {}`,
    "",
  ].join("\n");
}

function functionText({ name, overloads }) {
  return signaturesOf(overloads.filter(({ isFunction }) => isFunction)).flatMap((signature) => {
    const text = typedText(signature, {});
    return [...docstring(signature), `  ${name}${text};`];
  });
}

/** From the generic parameter on: a dtype that is given is the result's. */
function typedText(signature, names) {
  const { returns, schemas } = signature;
  const tensor = names.tensor ?? "Tensor";
  if (!returnsTyped(signature)) {
    const result = returns.kinds[0] === "self" ? "this" : returns.type.replaceAll("Tensor", tensor);
    const own = names.isMethod ? result : returns.type;
    return `(${parametersText(signature, names)}): ${own}`;
  }
  const unlessGiven = defaultDtype(schemas[0]);
  const generic = `<D extends DType = ${unlessGiven ? `"${unlessGiven}"` : "DType"}>`;
  return `${generic}(${parametersText(signature, { ...names, dtype: "D" })}): Typed<D> & ${tensor}`;
}

/** Whether a given dtype is the result's. */
function returnsTyped({ parameters, options, returns }) {
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

function methodText({ name, overloads, property }) {
  if (property) {
    const [{ returns, schema }] = overloads;
    return [
      `  /** \`${schema.text}\` */`,
      `  readonly ${property}: ${returns.type.replaceAll("Tensor", "T")};`,
    ];
  }
  return signaturesOf(overloads.filter(({ isMethod }) => isMethod)).flatMap((signature) => {
    const text = typedText(signature, { tensor: "T", isMethod: true });
    return [...docstring(signature), `  ${name}${text};`];
  });
}

function docstring({ schemas }) {
  const texts = schemas.map(({ text }) => `\`${text}\``);
  if (texts.length === 1) return [`  /** ${texts[0]} */`];
  return ["  /**", ...texts.map((text) => `   * ${text}`), "   */"];
}

function capital(name) {
  return name[0].toUpperCase() + name.slice(1);
}
