import type { LayersPlot } from "../figure.js";
import type { LayersPanel } from "./layers-panel.js";
import { percentText, signedText } from "./number-text.js";

/** What stands under a panel's name: `94.4 % test accuracy`; `η 79.68 %, Δη −8.77 %` where there is a reference. */
export function noteText(
  { value, difference }: Pick<LayersPanel, "value" | "difference">,
  { note }: LayersPlot,
): string {
  if (!note) return "";
  if (!note.reference) return value === undefined ? "" : `${percentText(value)} ${note.title}`;
  return [
    ...(value === undefined ? [] : [`η\u00a0${percentText(value, 2)}`]),
    ...(difference === undefined ? [] : [`Δη\u00a0${signedText(difference, 2)}\u00a0%`]),
  ].join(", ");
}
