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
  const { drawReport, readFigures, reportSummary, writeTensorboard } = await import(
    "../report/index.js"
  );
  const drawn = await drawReport(directory);
  const summary = reportSummary(directory, figures ?? readFigures(directory), drawn);
  if (!tensorboard) return { files: drawn, summary };
  const folder = await writeTensorboard(directory);
  return {
    files: { ...drawn, tensorboard: folder },
    summary: `${summary}\n  ${folder} (tensorboard --logdir)`,
  };
}
