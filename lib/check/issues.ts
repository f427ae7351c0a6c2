import type { z } from "zod";
import type { InputIssue } from "../errors.js";
import { pathText } from "./value-text.js";

type ZodIssue = z.core.$ZodIssue;

const mostShown = 50;

/**
 * zod's issues as a user reads them: one per place, unknown keys one by one, unions by the branch
 * that fits; the first 50 of them and how many more there are.
 */
export function inputIssues(issues: readonly ZodIssue[], place: string): InputIssue[] {
  const found = issues.flatMap((issue) => flatten(issue, place, []));
  // A value below a minimum that is no integer either gives the same sentence twice.
  const all = [...new Map(found.map((one) => [`${one.path}\n${one.message}`, one])).values()];
  if (all.length <= mostShown) return all;
  const rest = { path: "", message: `and ${all.length - mostShown} more` };
  return [...all.slice(0, mostShown), rest];
}

function flatten(issue: ZodIssue, place: string, outer: readonly PropertyKey[]): InputIssue[] {
  const path = [...outer, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    const lines = issue.message.split("\n");
    return issue.keys.map((key, index) => ({
      path: pathText(place, [...path, key]),
      message: lines[index] ?? "unknown key",
    }));
  }
  if (issue.code === "invalid_union") {
    const branch = fittingBranch(issue.errors);
    if (branch) return branch.flatMap((inner) => flatten(inner, place, path));
  }
  return [{ path: pathText(place, path), message: issue.message }];
}

/** The only alternative that took the value for its own and objects to something inside it. */
function fittingBranch(
  branches: readonly (readonly ZodIssue[])[],
): readonly ZodIssue[] | undefined {
  const fitting = branches.filter((branch) =>
    branch.every((issue) => issue.path.length > 0 || issue.code === "unrecognized_keys"),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}
