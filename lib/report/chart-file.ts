import type { TopLevelSpec } from "vega-lite";
import type { Plot, StoredFigure } from "../figure.js";
import { fileLook, palettes } from "./look.js";
import { originText } from "./picture.js";

const schema = "https://vega.github.io/schema/vega-lite/v6.json";

/** Significant digits of the data: more than a picture can show. The CSV has every digit. */
const digits = 7;

/**
 * A picture as a Vega-Lite specification with its data, which any Vega editor opens: what is drawn first, then the numbers, a row
 * a line.
 */
export function chartFile(figure: StoredFigure, plot: Plot, chart: TopLevelSpec): string {
  const datasets = new Map<string, readonly unknown[]>();
  const spec = {
    $schema: schema,
    description: `${figure.name}: ${plot.title}. ${originText(figure)}. ${figure.source}`,
    background: palettes[fileLook.theme].surface,
    ...withNamedData({ ...chart }, datasets),
  };
  const data = [...datasets].map(
    ([name, rows]) =>
      `    ${JSON.stringify(name)}: [\n${rows.map((row) => `      ${rowText(row)}`).join(",\n")}\n    ]`,
  );
  const drawn = JSON.stringify(spec, null, 2).replace(/\n\}$/, "");
  return `${drawn},\n  "datasets": {\n${data.join(",\n")}\n  }\n}\n`;
}

/** The same with names in the place of data, which goes to `datasets`. */
function withNamedData(
  view: Readonly<Record<string, unknown>>,
  datasets: Map<string, readonly unknown[]>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(view).map(([key, value]) => [key, named(key, value, datasets)]),
  );
}

function named(key: string, value: unknown, datasets: Map<string, readonly unknown[]>): unknown {
  if (Array.isArray(value)) return value.map((part) => named("", part, datasets));
  if (typeof value !== "object" || value === null) return value;
  if (key === "data" && "values" in value && Array.isArray(value.values)) {
    const name = `numbers-${datasets.size + 1}`;
    datasets.set(name, value.values);
    return { name };
  }
  return withNamedData({ ...value }, datasets);
}

function rowText(row: unknown): string {
  return JSON.stringify(row, (_, value: unknown) =>
    typeof value === "number" ? Number(value.toPrecision(digits)) : value,
  );
}
