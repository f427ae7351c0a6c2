import type { StoredFigure } from "../figure.js";
import type { ReportFiles } from "../report/index.js";

/** What was written, for `--json`, and what a terminal shows of it. */
export interface WrittenReport {
  readonly files: ReportFiles & { readonly tensorboard?: string };
  readonly summary: string;
}

/**
 * Draws what a directory holds, on request with TensorBoard's event files.
 *
 * @param figures Those that the summary is of; default: all.
 */
export async function writeReport(
  directory: string,
  { tensorboard }: { readonly tensorboard?: boolean },
  figures?: readonly StoredFigure[],
): Promise<WrittenReport> {
  const { drawReport, readResults, reportSummary, writeTensorboard } = await import(
    "../report/index.js"
  );
  const results = readResults(directory);
  const drawn = await drawReport(directory, results);
  const summary = reportSummary(directory, figures ?? results.figures, drawn, results);
  if (!tensorboard) return { files: drawn, summary };
  const folder = await writeTensorboard(directory, results);
  return {
    files: { ...drawn, tensorboard: folder },
    summary: `${summary}\n  ${folder} (tensorboard --logdir)`,
  };
}
