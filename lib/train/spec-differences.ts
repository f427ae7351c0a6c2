import { pathText, valueText } from "../check/value-text.js";
import type { InputIssue } from "../errors.js";

type Path = readonly PropertyKey[];

const mostShown = 20;

/**
 * Where the spec of the run that a directory holds differs from the one that is asked for, path by
 * path: `optimizer.rate: the run in DIR has 0.1 but 0.2 was asked for`. Of objects of another
 * `kind` the kind alone is named.
 */
export function specDifferences(had: unknown, asked: unknown, directory: string): InputIssue[] {
  const issues: InputIssue[] = [];
  for (const [path, before, now] of differences(had, asked, [])) {
    const has = before === undefined ? "none" : valueText(before);
    const wanted = now === undefined ? "none" : valueText(now);
    issues.push({
      path: pathText("", path),
      message: `the run in ${directory} has ${has} but ${wanted} was asked for`,
    });
  }
  if (issues.length <= mostShown) return issues;
  const rest = { path: "", message: `and ${issues.length - mostShown} more` };
  return [...issues.slice(0, mostShown), rest];
}

function* differences(
  had: unknown,
  asked: unknown,
  path: Path,
): Generator<readonly [path: Path, had: unknown, asked: unknown]> {
  if (Object.is(had, asked)) return;
  if (Array.isArray(had) && Array.isArray(asked)) {
    for (let index = 0; index < Math.max(had.length, asked.length); index++) {
      yield* differences(had[index], asked[index], [...path, index]);
    }
  } else if (isObject(had) && isObject(asked)) {
    const otherKind = "kind" in had && "kind" in asked && had.kind !== asked.kind;
    const keys = otherKind ? ["kind"] : new Set([...Object.keys(had), ...Object.keys(asked)]);
    for (const key of keys) yield* differences(had[key], asked[key], [...path, key]);
  } else {
    yield [path, had, asked];
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
