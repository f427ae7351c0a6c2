import { compile, type TopLevelSpec } from "vega-lite";

/** A stored Vega-Lite specification and what vega-lite complains of when it compiles it. */
export function compiledChart(text: string): { spec: TopLevelSpec; complaints: string[] } {
  const spec: TopLevelSpec = JSON.parse(text);
  const complaints: string[] = [];
  const note = (...words: readonly unknown[]) => {
    complaints.push(words.join(" "));
    return logger;
  };
  const silent = () => logger;
  const logger = { level: silent, warn: note, error: note, info: silent, debug: silent };
  compile(spec, { logger });
  return { spec, complaints };
}
