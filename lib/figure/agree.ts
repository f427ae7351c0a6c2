import type { Labels, Selection } from "../figure.js";

/** Whether labels have all of these values, or one of them where there are several. */
export function agree(labels: Labels, wanted: Selection): boolean {
  return Object.entries(wanted).every(([name, values]) =>
    [values].flat().some((value) => labels[name] === value),
  );
}
