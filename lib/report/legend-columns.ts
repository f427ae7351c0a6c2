import { textWidth } from "./font.js";
import { drawingWidth, type Look, typeSize } from "./look.js";

/** A symbol with the space behind it, and the space between columns. */
const besideName = 34;

/** As many columns of a legend as the width of the drawing holds, whatever names stand in it. */
export function legendColumns(names: readonly (string | number)[], { width }: Look): number {
  const widest = Math.max(0, ...names.map((name) => textWidth(String(name), typeSize.label)));
  const fitting = Math.floor(drawingWidth[width] / (widest + besideName));
  return Math.max(1, Math.min(fitting, names.length));
}
