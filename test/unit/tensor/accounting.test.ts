import { describe, expect, it } from "vitest";
import { engine, libtorchInfo } from "../../../lib/native.js";
import { EngineOperator, Tensor, torch } from "../../../lib/tensor/index.js";
import { operatorAt } from "../../../lib/tensor/operator-table.js";

interface Schema {
  readonly text: string;
  readonly name: string;
  readonly overload: string;
}
interface Exposed {
  readonly key: string;
  readonly name: string;
  readonly aten: string;
  readonly namespaces: readonly string[];
  readonly isMethod: boolean;
  readonly property: string | undefined;
}
interface Entry {
  readonly schema: Schema;
}

const scripts = new URL("../../../scripts/", import.meta.url);
// Plain JavaScript, which runs before anything is compiled: its types are written here.
const {
  schemaFile,
  entriesOf,
}: { schemaFile(libtorch: string): string | undefined; entriesOf(yaml: string): readonly Entry[] } =
  await import(new URL("generate-tensor.mjs", scripts).href);
const { reasonAgainst }: { reasonAgainst(schema: Schema): string | undefined } = await import(
  new URL("tensor/exposure.mjs", scripts).href
);
const { operatorsOf }: { operatorsOf(entries: readonly Entry[]): readonly Exposed[] } =
  await import(new URL("tensor/operators.mjs", scripts).href);

const yaml = schemaFile(libtorchInfo().folder);
const entries = yaml ? entriesOf(yaml) : [];

describe.skipIf(!yaml)("every operator of native_functions.yaml", () => {
  it("is exposed, or withheld for a reason", () => {
    const exposed = new Set(operatorsOf(entries).map(({ aten }) => aten));
    const lost = entries.filter(
      ({ schema }) => !exposed.has(schema.name) && !reasonAgainst(schema),
    );
    expect(lost).toEqual([]);
    expect(exposed.size).toBeGreaterThan(850);
  });

  it("is reached by its names", () => {
    const missing = operatorsOf(entries).filter(
      ({ name, namespaces, isMethod, property }) =>
        namespaces.some((namespace) => !(name in inNamespace(namespace))) ||
        (isMethod && !(name in Tensor.prototype)) ||
        (property !== undefined && !(property in Tensor.prototype)),
    );
    expect(missing).toEqual([]);
  });

  it("resolves to schemas that this libtorch has", () => {
    const missing = operatorsOf(entries).flatMap(({ key }) =>
      operatorAt(key)
        .overloads.map(({ engineOperator }) => engineOperator)
        .filter(({ name, overload }) => !exists(name, overload))
        .map(({ name, overload }) => `${name}.${overload}`),
    );
    expect(missing).toEqual([]);
  });
});

it("operators that libtorch does not have are told from those it has", () => {
  expect(exists("aten::add", "Tensor")).toBe(true);
  expect(exists("aten::add", "Tenor")).toBe(false);
});

function inNamespace(namespace: string): object {
  const path = namespace ? namespace.split(".") : [];
  return path.reduce<object>((space, name) => Reflect.get(space, name), torch);
}

/** More arguments than any operator has are refused only once the operator is found. */
function exists(name: string, overload: string): boolean {
  try {
    new EngineOperator(name, overload).call(engine(), ...Array.from({ length: 100 }));
  } catch (error) {
    return (
      error instanceof Error &&
      /expected at most \d+ arguments but received 100$/.test(error.message)
    );
  }
  return false;
}
