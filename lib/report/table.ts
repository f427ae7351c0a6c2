import { withSign } from "./number-text.js";

export type Cell = string | number | undefined;

/** The numbers behind a picture. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface Column {
  readonly title: string;
  /** Decimals to show; significant digits where `significant`. CSV has every digit. */
  readonly digits?: number;
  readonly significant?: boolean;
  readonly signed?: boolean;
}

/** A cell as a table shows it. */
export function cellText(cell: Cell, { digits, significant, signed }: Column): string {
  if (cell === undefined) return "\u2013";
  if (typeof cell === "string" || digits === undefined) return String(cell);
  const size = signed ? Math.abs(cell) : cell;
  const text = significant ? String(Number(size.toPrecision(digits))) : size.toFixed(digits);
  return signed ? withSign(cell, text) : text;
}

/** A table as CSV (RFC 4180), numbers with every digit; each line has a cell a column. */
export function csvOf({ columns, rows }: Table): string {
  const lines = [columns.map(({ title }) => title), ...rows].map((row) =>
    columns.map((_, index) => csvCell(row[index])).join(","),
  );
  return `${lines.join("\r\n")}\r\n`;
}

function csvCell(cell: Cell): string {
  const text = cell === undefined ? "" : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** At most `most` of the values, the first and the last among them. */
export function evenlySpaced<Value>(values: readonly Value[], most: number): Value[] {
  if (values.length <= most) return [...values];
  const stride = (values.length - 1) / (most - 1);
  return values.filter((_, index) => Math.round(Math.round(index / stride) * stride) === index);
}
