import { type ArgumentKind, testOf } from "./argument-kinds.js";
import { EngineOperator } from "./engine-operator.js";
import { functionNames, methodNames, propertyNames, table } from "./generated/table.js";
import {
  type ListPlace,
  type Operator,
  type OptionPlace,
  type Overload,
  RESULT_KINDS,
  type ResultKind,
} from "./operator.js";

const OVERLOAD =
  /^(?<operator>\w+)(?:\.(?<name>\w+))?\((?<required>[^;)]*)(?:; (?<options>[^)]*))?\)(?: (?<results>.*))?$/;

const OPTION = /^(?<name>\w+)@(?<at>-?\d+)(?<must>!?) (?<kind>\S+)$/;

const known = new Map<string, Operator>();

/** The operator of a key of the generated table; its text is read once. */
export function operatorAt(key: string): Operator {
  const before = known.get(key);
  if (before) return before;
  const text = Object.hasOwn(table, key) ? table[key] : undefined;
  if (text === undefined) throw new Error(`no operator ${key} in the table`);
  const operator = { name: key, overloads: text.split("\n").map(readOverload) };
  known.set(key, operator);
  return operator;
}

/** A name that users write, and its operator's key. */
export type NamedKey = readonly [name: string, key: string];

/** The functions of a namespace, `linalg`; "" for those of `torch` itself. */
export function functionKeys(namespace: string): NamedKey[] {
  return namedKeys(functionNames[namespace] ?? "");
}

/** The methods of a tensor. */
export function methodKeys(): NamedKey[] {
  return namedKeys(methodNames);
}

/** The properties of a tensor that are operators. */
export function propertyKeys(): NamedKey[] {
  return namedKeys(propertyNames);
}

/** `name` or `name=key`, separated by spaces. */
function namedKeys(text: string): NamedKey[] {
  return text.split(" ").map((entry) => {
    const [name = "", key = name] = entry.split("=");
    return [name, key];
  });
}

/** `add.Tensor(tensor, tensor; alpha@2 scalar) tensor`, as the generator writes it. */
function readOverload(text: string): Overload {
  const { operator, name, required, options, results } = groups(OVERLOAD, text);
  const places = listed(options).map((option) => groups(OPTION, option));
  const kinds = listed(required) as ArgumentKind[]; // The generator writes no others.
  const byName = new Map(places.map(readOption));
  const ends = Array.from(byName.values(), ({ at }) => at + 1);
  const reduction = byName.get("reduction");
  const kindsOfResults = listed(results).map(readResult);
  return {
    engineOperator: new EngineOperator(`aten::${operator}`, name),
    required: kinds,
    tests: kinds.map(testOf),
    options: byName,
    demanded: places.flatMap((place) => (place.must && place.name ? [place.name] : [])),
    length: Math.max(kinds.length, ...ends),
    results: kindsOfResults,
    owners: kindsOfResults.every((kind) => kind === "tensor" || kind === "made")
      ? kindsOfResults.length
      : 0,
    lists: listPlaces([...kinds.map((kind, at) => ({ at, kind })), ...byName.values()]),
    // Losses name their reduction; where it is any other string, as in `scatterReduce`, the engine takes the name.
    reduction: reduction?.kind === "reduction" ? reduction.at : -1,
  };
}

function readOption({ name = "", at, kind }: Groups): [string, OptionPlace] {
  const known = kind as ArgumentKind; // The generator writes no others.
  return [name, { at: Number(at), kind: known, test: testOf(known) }];
}

/** Lists of other things go to the engine as they are. */
function listPlaces(places: readonly { at: number; kind: ArgumentKind }[]): ListPlace[] {
  return places.flatMap(({ at, kind }): ListPlace[] => {
    if (kind.startsWith("ints")) return [{ at, of: "integers" }];
    return kind.startsWith("tensors") || kind.startsWith("indices") ? [{ at, of: "tensors" }] : [];
  });
}

/** The literal itself: V8 compares text that was cut from another letter by letter, and this at every call. */
function readResult(text: string): ResultKind {
  const kind = RESULT_KINDS.find((known) => known === text);
  if (kind === undefined) throw new Error(`the table of operators has a result ${text}`);
  return kind;
}

function listed(text: string | undefined): string[] {
  return text ? text.split(", ") : [];
}

type Groups = Readonly<Record<string, string | undefined>>;

function groups(pattern: RegExp, text: string): Groups {
  const found = pattern.exec(text)?.groups;
  if (!found) throw new Error(`the table of operators cannot be read: ${text}`);
  return found;
}
