import type { Spread } from "./measured.js";

/** A line of the table: ours beside something else, or ours beside a bound. */
export interface Row {
  readonly what: string;
  readonly unit: "s" | "ms" | "µs" | "MB";
  readonly ours: Spread;
  /** What `theirs` is of. */
  readonly against?: string;
  /** Or why there is none. */
  readonly theirs?: Spread | string;
  /** Of ours over theirs where each was taken beside the other; else it is that of the medians. */
  readonly ratio?: number;
  /** At most this: of ours over theirs, or of ours itself (in the row's unit) where nothing is beside it. */
  readonly goal?: number;
}

const FACTORS: Readonly<Record<Row["unit"], number>> = { s: 1, ms: 1e3, µs: 1e6, MB: 1e-6 };

/** The rows as a Markdown table. */
export function table(rows: readonly Row[]): string {
  const cells = [
    ["", "layca", "against", "", "ratio", "goal", ""],
    ["---", "---:", "---", "---:", "---:", "---:", "---"],
    ...rows.map(rowCells),
  ];
  return cells.map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function rowCells(row: Row): string[] {
  const { what, unit, ours, against = "", theirs } = row;
  const compared = theirs !== undefined;
  const measured =
    typeof theirs === "object" ? (row.ratio ?? ours.median / theirs.median) : undefined;
  return [
    what,
    spreadText(ours, unit),
    against,
    typeof theirs === "object" ? spreadText(theirs, unit) : (theirs ?? ""),
    measured === undefined ? "" : `${measured.toFixed(2)}×`,
    ...goalCells(row, compared ? measured : ours.median * FACTORS[unit]),
  ];
}

function goalCells({ goal, theirs, unit }: Row, measured: number | undefined): string[] {
  if (goal === undefined) return ["", ""];
  const limit = `≤ ${goal}${theirs === undefined ? ` ${unit}` : "×"}`;
  if (measured === undefined) return [limit, "not measured"];
  return [limit, measured <= goal ? "met" : "**not met**"];
}

function spreadText({ median, least, largest }: Spread, unit: Row["unit"]): string {
  const [middle, low, high] = [median, least, largest].map((value) =>
    digits(value * FACTORS[unit]),
  );
  return `${middle} ${unit} (${low}–${high})`;
}

/** Three significant digits. */
function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
