import type { TopLevelSpec } from "vega-lite";

/** JSON of a Vega-Lite specification, or of a part of one. */
export type Part = Readonly<Record<string, unknown>>;

/**
 * A committed specification with what depends on a plot: objects are joined key by key, anything else takes the place of what
 * stood there.
 */
export function fillChart(spec: Part, more: Part): Part {
  const filled = Object.entries(more).map(([key, value]) => {
    const old = spec[key];
    return [key, isPart(old) && isPart(value) ? fillChart(old, value) : value];
  });
  return { ...spec, ...Object.fromEntries(filled) };
}

/** A committed specification without its sample, and what it says of itself. */
export function withoutSample({ description, datasets, ...spec }: Part): Part {
  return spec;
}

/** A whole specification. JSON has wider types than vega-lite's: tests hold charts of every kind against its schema. */
export function wholeChart(spec: Part): TopLevelSpec {
  return spec as unknown as TopLevelSpec;
}

function isPart(value: unknown): value is Part {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
