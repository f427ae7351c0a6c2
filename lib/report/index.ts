import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { drawPlot } from "./drawing.js";
import { type DrawnFigure, page } from "./page.js";
import { readResults, type StoredResults } from "./stored-results.js";

export { readResults, type StoredResults } from "./stored-results.js";
export { reportSummary } from "./summary.js";
export { writeTensorboard } from "./tensorboard.js";

/** The files of a report. */
export interface ReportFiles {
  /** The page with every figure of the directory. */
  readonly page: string;
  /** An SVG and a PNG for every plot. */
  readonly pictures: readonly string[];
  /** The Vega-Lite specification of every plot, with its data. */
  readonly specs: readonly string[];
}

/**
 * Draws everything in a directory that `layca reproduce` wrote, from its stored records alone:
 * `index.html`, and beside every `figure.json` an SVG, a PNG and a Vega-Lite specification a plot.
 *
 * @param directory that of `reproduce`
 * @param results what the directory holds; default: read from it
 * @returns the files written
 * @throws InputError when the directory holds no figure, or a file that is cut off or something else.
 */
export async function drawReport(
  directory: string,
  { figures: stored, records }: StoredResults = readResults(directory),
): Promise<ReportFiles> {
  const figures: DrawnFigure[] = [];
  const pictures: string[] = [];
  const specs: string[] = [];
  for (const figure of stored) {
    const drawings = [];
    for (const plot of figure.plots) {
      const drawing = await drawPlot(figure, plot, records);
      drawings.push(drawing);
      for (const [extension, content, written] of [
        ["svg", drawing.svg, pictures],
        ["png", Buffer.from(drawing.png), pictures],
        ["vl.json", drawing.spec, specs],
      ] as const) {
        const path = join(directory, figure.id, `${plot.id}.${extension}`);
        await writeFileAtomic(path, content);
        written.push(path);
      }
    }
    figures.push({ figure, drawings });
  }
  const path = join(directory, "index.html");
  await writeFileAtomic(path, page(figures, records));
  return { page: path, pictures, specs };
}
