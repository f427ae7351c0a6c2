import type { TopLevelSpec } from "vega-lite";
import type { Plot, StoredFigure } from "../figure.js";
import { fileLook, palettes } from "./look.js";
import { originText } from "./picture.js";

/** Significant digits of the data: more than a picture can show. The CSV has every digit. */
const digits = 7;

/**
 * A picture as a Vega-Lite specification with its data, which any Vega editor opens: what is drawn first, then the numbers, a row
 * a line.
 */
export function chartFile(figure: StoredFigure, plot: Plot, chart: TopLevelSpec): string {
  const { $schema, datasets = {}, ...drawn } = chart;
  const spec = {
    $schema,
    description: `${figure.name}: ${plot.title}. ${originText(figure)}. ${figure.source}`,
    background: palettes[fileLook.theme].surface,
    ...drawn,
  };
  const data = Object.entries(datasets).map(
    ([name, rows]) =>
      `    ${JSON.stringify(name)}: [\n${[rows]
        .flat()
        .map((row) => `      ${rowText(row)}`)
        .join(",\n")}\n    ]`,
  );
  const text = JSON.stringify(spec, null, 2).replace(/\n\}$/, "");
  return `${text},\n  "datasets": {\n${data.join(",\n")}\n  }\n}\n`;
}

function rowText(row: unknown): string {
  return JSON.stringify(row, (_, value: unknown) =>
    typeof value === "number" ? Number(value.toPrecision(digits)) : value,
  );
}
