import type { Spread } from "./measured.js";

/** A line of the table: ours beside theirs, or ours beside a bound. */
export interface Row {
  readonly what: string;
  readonly unit: "s" | "ms" | "MB";
  readonly ours: Spread;
  readonly theirs?: Spread;
  /** At most this: of ours over theirs, or of ours itself (in the row's unit) where there is no theirs. */
  readonly goal?: number;
}

const FACTORS: Readonly<Record<Row["unit"], number>> = { s: 1, ms: 1e3, MB: 1e-6 };

/** The rows as a Markdown table. */
export function table(rows: readonly Row[]): string {
  const cells = [
    ["", "layca", "Python torch", "ratio", "goal", ""],
    ["---", "---:", "---:", "---:", "---:", "---"],
    ...rows.map(rowCells),
  ];
  return cells.map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function rowCells({ what, unit, ours, theirs, goal }: Row): string[] {
  const measured = theirs ? ours.median / theirs.median : ours.median * FACTORS[unit];
  const limit = goal === undefined ? "" : `≤ ${goal}${theirs ? "×" : ` ${unit}`}`;
  return [
    what,
    spreadText(ours, unit),
    theirs ? spreadText(theirs, unit) : "",
    theirs ? `${measured.toFixed(2)}×` : "",
    limit,
    goal === undefined ? "" : measured <= goal ? "met" : "**not met**",
  ];
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

/** The spread of sums, taken median by median and end by end. */
export function sum(spreads: readonly Spread[]): Spread {
  const total = (key: keyof Spread) => spreads.reduce((before, each) => before + each[key], 0);
  return { median: total("median"), least: total("least"), largest: total("largest") };
}
