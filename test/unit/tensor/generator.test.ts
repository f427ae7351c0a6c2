import { describe, expect, it } from "vitest";

interface Argument {
  readonly name: string;
  readonly type: string;
}
interface Schema {
  readonly name: string;
  readonly overload: string;
  readonly args: readonly Argument[];
  readonly returns: readonly Argument[];
}
interface Signature {
  readonly returns: { readonly type: string };
}
interface TypedResult {
  readonly generics: readonly string[];
  readonly types: Readonly<Record<number, string>>;
  readonly dtype?: string;
  readonly result: string;
}
interface Overload {
  readonly schema: Schema;
}
interface Entry {
  readonly schema: Schema;
  readonly variants: readonly string[];
}

const scripts = new URL("../../../scripts/tensor/", import.meta.url);
// Plain JavaScript, which runs before anything is compiled: its types are written here.
const { parseSchema }: { parseSchema(text: string): Schema } = await import(
  new URL("schema.mjs", scripts).href
);
const { camelCase }: { camelCase(name: string): string } = await import(
  new URL("names.mjs", scripts).href
);
const { overloadsOf }: { overloadsOf(entries: readonly Entry[]): readonly Overload[] } =
  await import(new URL("overloads.mjs", scripts).href);
const {
  parametersText,
  signaturesOf,
}: {
  parametersText(signature: Signature, names?: object): string;
  signaturesOf(overloads: readonly Overload[]): readonly Signature[];
} = await import(new URL("signatures.mjs", scripts).href);
const { typedResult }: { typedResult(signature: Signature, names: object): TypedResult } =
  await import(new URL("result-text.mjs", scripts).href);

const { reasonAgainst }: { reasonAgainst(schema: Schema): string | undefined } = await import(
  new URL("exposure.mjs", scripts).href
);

const overloads = (...schemas: string[]) =>
  overloadsOf(
    schemas.map((text) => ({ schema: parseSchema(text), variants: ["function", "method"] })),
  );
const signatures = (...schemas: string[]) =>
  signaturesOf(overloads(...schemas)).map((signature) => {
    const tensorOf = (dtype?: string) => (dtype ? `Tensor<${dtype}>` : "Tensor");
    const { generics, types, dtype, result } = typedResult(signature, { tensorOf });
    const generic = generics.length > 0 ? `<${generics.join(", ")}>` : "";
    const parameters = parametersText(signature, { types, ...(dtype && { dtype }) });
    return `${generic}(${parameters}): ${result}`;
  });

describe("the generator", () => {
  it("reads schemas", () => {
    const { name, overload, args, returns } = parseSchema(
      'pad.x(Tensor(a!) self, SymInt[2] pad=[1, 2], *, str mode="a,b") -> (Tensor(a!) out, int)',
    );
    expect({ name, overload }).toEqual({ name: "pad", overload: "x" });
    expect(args).toMatchObject([
      { name: "self", type: "Tensor", alias: "a", written: true, keywordOnly: false },
      { name: "pad", type: "SymInt[2]", default: "[1, 2]" },
      { name: "mode", type: "str", default: '"a,b"', keywordOnly: true },
    ]);
    expect(returns.map(({ type }) => type)).toEqual(["Tensor", "int"]);
  });

  it("writes names in camelCase and keeps the underscore of in-place operators", () => {
    expect(["log_softmax", "add_", "nll_loss", "dim0"].map(camelCase)).toEqual([
      "logSoftmax",
      "add_",
      "nllLoss",
      "dim0",
    ]);
  });

  it("takes required arguments by position and the others in one object", () => {
    expect(signatures("sum.d(Tensor self, int[1]? dim, bool keepdim=False) -> Tensor")).toEqual([
      "<D extends DType>(self: Tensor<D>, dim: number | readonly number[] | null, " +
        "options?: { readonly keepdim?: boolean | undefined }): Tensor<TotalOf<D>>",
    ]);
    expect(signatures("div.m(Tensor self, *, str? rounding_mode) -> Tensor")).toEqual([
      '(self: Tensor, options: { readonly roundingMode: "trunc" | "floor" | null }): Tensor',
    ]);
  });

  it("merges a tensor's and a scalar's overload", () => {
    expect(
      signatures(
        "mul.Tensor(Tensor self, Tensor other) -> Tensor",
        "mul.Scalar(Tensor self, Scalar other) -> Tensor",
      ),
    ).toEqual([
      "<D extends DType, Other extends Tensor | Scalar>(self: Tensor<D>, other: Other): Tensor<PromotedOf<D, Other>>",
    ]);
  });

  it("says of results' dtypes what is known, and nothing of operators that no rule names", () => {
    expect(signatures("relu(Tensor self) -> Tensor")).toEqual([
      "<D extends DType>(self: Tensor<D>): Tensor<D>",
    ]);
    expect(signatures("relu_(Tensor(a!) self) -> Tensor(a!)")).toEqual([
      "<D extends DType>(self: Tensor<D>): Tensor<D>",
    ]);
    expect(signatures("nobody_knows(Tensor self) -> Tensor")).toEqual(["(self: Tensor): Tensor"]);
    expect(signatures("max.other(Tensor self, Tensor other) -> Tensor")).toEqual([
      "<D extends DType, Other extends Tensor>(self: Tensor<D>, other: Other): Tensor<PromotedOf<D, Other>>",
    ]);
    expect(signatures("pow.Scalar(Scalar self, Tensor exponent) -> Tensor")).toEqual([
      "(self: Scalar, exponent: Tensor): Tensor",
    ]);
    expect(signatures("sum(Tensor self, *, ScalarType? dtype=None) -> Tensor")).toEqual([
      "<D extends DType, R extends DType = TotalOf<D>>(self: Tensor<D>, " +
        "options?: { readonly dtype?: R | null | undefined }): Tensor<NoInfer<R>>",
    ]);
  });

  it("refuses an argument by name whose words it does not know", () => {
    expect(() => overloads("f(Tensor self, *, str mode) -> Tensor")).toThrow(
      "words that scripts/tensor/choices.mjs does not know: f.mode",
    );
  });

  it("leaves out overloads that another covers", () => {
    expect(
      overloads(
        "f.start(Tensor self, Scalar end) -> Tensor",
        "f.step(Tensor self, Scalar end, Scalar step=1) -> Tensor",
      ).map(({ schema }) => schema.overload),
    ).toEqual(["step"]);
  });

  it("takes the overload without a generator for that with one that is left out", () => {
    expect(
      signatures("f(Tensor self) -> Tensor", "f.g(Tensor self, *, Generator? generator) -> Tensor"),
    ).toEqual([
      "(self: Tensor, options?: { readonly generator?: Generator | null | undefined }): Tensor",
    ]);
  });

  it("tells overloads by the kinds of an option that one demands, lists by what is in them", () => {
    expect(
      overloads(
        "f.a(Tensor self, *, Scalar[] spacing, int? dim=None) -> Tensor",
        "f.b(Tensor self, *, Tensor[] spacing, int? dim=None) -> Tensor",
        "f.c(Tensor self, *, Scalar? spacing=None, int? dim=None) -> Tensor",
      ),
    ).toHaveLength(3);
  });

  it("names the results that the schema names, and lets what is made require gradients", () => {
    expect(signatures("f(Tensor self) -> (Tensor values, Tensor indices)")).toEqual([
      '(self: Tensor): [values: Tensor, indices: Tensor<"int64">]',
    ]);
    expect(
      signatures(
        "f(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None) -> Tensor",
      )[0],
    ).toContain("readonly requiresGrad?: boolean | undefined");
  });

  it.each([
    ["_f(Tensor self) -> Tensor", "libtorch's own, as the leading underscore says"],
    [
      "f.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)",
      "it writes into an `out` argument; the overload without returns a tensor",
    ],
    ["f.name(Tensor self, Dimname dim) -> Tensor", "named dimensions are not available"],
    ["f.s(Tensor self, Storage source) -> Tensor", "JavaScript has no such object"],
    ["f_backward(Tensor self) -> Tensor", "a derivative, which autograd calls"],
    ["f(Tensor self) -> Tensor", undefined],
    ["_sparse_mm(Tensor sparse, Tensor dense) -> Tensor", undefined],
    [
      "_sparse_softmax(Tensor self, int dim, bool half_to_float) -> Tensor",
      "one of the kernels among which the public softmax chooses",
    ],
  ])("withholds %s: %s", (schema, reason) => {
    expect(reasonAgainst(parseSchema(schema))).toBe(reason);
  });

  it("refuses overloads that the same arguments could mean", () => {
    expect(() =>
      overloads("f.a(Tensor self, int n) -> Tensor", "f.b(Tensor self, float p) -> Tensor"),
    ).toThrow(
      "ambiguous overloads: f.a(Tensor self, int n) -> Tensor and f.b(Tensor self, float p) -> Tensor",
    );
  });
});
