const longest = 60;

/**
 * How messages show a received value: short JSON, cut at 60 characters, or the name of what JSON
 * lacks.
 */
export function valueText(value: unknown): string {
  switch (typeof value) {
    case "undefined":
      return "undefined";
    case "number":
      return Object.is(value, -0) ? "-0" : String(value);
    case "bigint":
      return `${value}n`;
    case "function":
      return "a function";
    case "symbol":
      return "a symbol";
    default:
      return cut(json(value));
  }
}

function json(value: unknown): string {
  try {
    return JSON.stringify(value, (_key, inner) => plainText(inner)) ?? "an object";
  } catch {
    return Array.isArray(value) ? "an array" : "an object";
  }
}

/** JSON would show NaN as null and throw on a bigint. */
function plainText(value: unknown): unknown {
  if (typeof value === "bigint") return `${value}n`;
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}

function cut(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

/** `a`, `a or b`, `a, b or c`. */
export function listText(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} or ${items.at(-1)}`;
}

/** A path as a user writes it: `network.layers[3].kernelSize`. */
export function pathText(place: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    const name = String(key);
    if (!/^[A-Za-z_$][\w$]*$/.test(name)) return `${text}[${JSON.stringify(name)}]`;
    return text === "" ? name : `${text}.${name}`;
  }, place);
}
