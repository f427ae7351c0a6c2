import { InputError } from "../errors.js";
import { type Look, palettes } from "./look.js";

/** Colours of lines that have no order, apart for every kind of colour blindness (Okabe and Ito). */
const unordered: Readonly<Record<Look["theme"], readonly string[]>> = {
  light: ["#0a66c2", "#d55e00", "#009e73", "#a0549a", "#8a6d4b", "#56b4e9", "#7d7400"],
  dark: ["#5aa9f8", "#ff9d5c", "#3ddbb0", "#e0a3cf", "#cfae83", "#a8dcff", "#e8dd6d"],
};

/**
 * The colour scale of a plot's lines: by depth's colours where their names are numbers, else by hues.
 *
 * @throws InputError where there are more lines than hues, so that two would look the same.
 */
export function seriesScale(names: readonly (string | number)[], { theme }: Look) {
  const domain = [...names];
  if (names.every((name) => Number.isFinite(Number(name)))) {
    domain.sort((a, b) => Number(a) - Number(b));
    return { domain, scheme: { name: "viridis" as const, extent: [...palettes[theme].depth] } };
  }
  const hues = unordered[theme];
  if (domain.length > hues.length) {
    const most = `at most ${hues.length} lines, which have a colour each`;
    throw InputError.at("", `expected ${most}, but received ${domain.join(", ")}`);
  }
  return { domain, range: hues.slice(0, domain.length) };
}
