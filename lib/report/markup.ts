const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A piece of HTML or SVG that is written as it is. */
export class Markup {
  constructor(readonly source: string) {}
}

/** Marks trusted markup, such as a chart that vega drew. */
export function trusted(source: string): Markup {
  return new Markup(source);
}

type Part = string | number | Markup | readonly (string | Markup)[];

/** Fills HTML or SVG: every value is escaped, for text and attributes alike, unless it is `Markup`. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): string {
  return strings.reduce((text, string, index) => text + written(parts[index - 1]) + string);
}

/** As `markup`, for use inside other markup. */
export function piece(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(markup(strings, ...parts));
}

function written(part: Part | undefined): string {
  if (part === undefined) return "";
  if (part instanceof Markup) return part.source;
  if (typeof part === "object") return part.map(written).join("\n");
  return String(part).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
