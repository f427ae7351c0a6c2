import { layerMultipliers } from "../../optim/index.js";
import { atEveryScale, defineFigure } from "../define-figure.js";
import { fig12 as published } from "../published/fig12.js";
import { paperFigure } from "../source.js";

const { relativeDepth, multiplier, source, precision } = published;

/** A line of the picture: the multipliers of ten layers. */
const line = (panel: string) => (alpha: number) => ({
  name: String(alpha),
  panel,
  x: relativeDepth,
  y: layerMultipliers(alpha, relativeDepth.length),
  published: multiplier[String(alpha) as keyof typeof multiplier],
});

const lines = [
  ...[-0.8, -0.6, -0.4, -0.3, -0.2, -0.1, 0].map(line("First layers prioritized")),
  ...[0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8].map(line("Last layers prioritized")),
];

function relativeDifferences({ y, published }: (typeof lines)[number]): number[] {
  return y.map((ours, depth) => Math.abs(ours / (published[depth] ?? Number.NaN) - 1));
}

/** Figure 12: what alpha does to the rates of the layers. */
export default defineFigure({
  id: "fig12",
  name: "Figure 12",
  title: "Alpha slows the last layers or the first, geometrically",
  source: paperFigure(12),
  text:
    "Layca’s rate is multiplied layer by layer: by (1 − α) to powers from 5 to 0 where α is positive, by (1 + α) to " +
    "powers from 0 to 5 where it is negative. Nothing is trained for it.",
  studies: { paper: [], reduced: [], smoke: [] },
  measures: {},
  plots: [
    {
      kind: "exact",
      id: "fig12",
      title: "Alpha slows the last layers or the first, geometrically",
      x: { title: "Relative depth" },
      y: { title: "Multiplier of the rate", scale: "log" },
      series: "alpha",
      lines,
      published: { source, precision },
    },
  ],
  claims: atEveryScale([
    {
      text: "Every multiplier is the published one, to its 4 digits",
      judge: () => {
        const apart = Math.max(...lines.flatMap(relativeDifferences));
        return { holds: apart <= 5e-4, measured: `at most ${apart.toExponential(1)} apart` };
      },
    },
  ]),
});
