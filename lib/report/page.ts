import type { StoredFigure } from "../figure.js";
import { claimList } from "./claim-list.js";
import { verdictText } from "./claims.js";
import type { Drawing } from "./drawing.js";
import { figureSection } from "./figure-section.js";
import { markup, piece, trusted } from "./markup.js";
import { dayText } from "./number-text.js";
import { pageStyle } from "./page-style.js";
import type { StoredRecord } from "./stored-record.js";
import { ThemeColors } from "./theme-colors.js";

export interface DrawnFigure {
  readonly figure: StoredFigure;
  readonly drawings: readonly Drawing[];
}

/** The report as one HTML page that asks for nothing: style and pictures are inside. */
export function page(
  figures: readonly DrawnFigure[],
  records: ReadonlyMap<string, StoredRecord>,
): string {
  const claims = figures.flatMap(({ figure }) =>
    figure.claims.map((claim) => ({ ...claim, text: `${figure.name}: ${claim.text}` })),
  );
  const colors = new ThemeColors();
  const sections = figures.map(({ figure, drawings }) =>
    figureSection(figure, drawings, records, colors),
  );
  const dates = figures.map(({ figure }) => figure.date).sort();
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>layca: ${listOf(figures)}</title>
<link rel="icon" href="data:,">
<style>${trusted(pageStyle + colors.css())}</style>
</head>
<body>
<header>
<h1>Layer rotation, measured</h1>
<p class="lead">${listOf(figures)}: computed by layca on ${dayText(dates.at(-1) ?? "")}, after “An experimental
study of layer-level training speed and its impact on generalization”.</p>
</header>
<main>
<section class="summary" aria-labelledby="summary-title">
<h2 id="summary-title">${verdictText(claims)}</h2>
${claimList(claims)}
${smokeNote(figures)}
</section>
${sections}
</main>
<footer><p>${piece`Drawn by <code>layca report</code> from the records beside this page.`}</p></footer>
</body>
</html>
`;
}

function listOf(figures: readonly DrawnFigure[]): string {
  return figures.map(({ figure }) => figure.name).join(", ");
}

function smokeNote(figures: readonly DrawnFigure[]) {
  if (!figures.some(({ figure }) => figure.scale === "smoke")) return trusted("");
  return piece`<p>At smoke scale runs are cut to seconds: the machinery is tested, not the science.</p>`;
}
