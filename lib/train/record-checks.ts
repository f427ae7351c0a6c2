import type { InputIssue } from "../errors.js";
import { layerIssues, type NetworkDescription } from "../nn/index.js";
import { keepsSecondMoments, stepRule } from "../optim/index.js";
import type { CheckedRun } from "./run-schema.js";

/** What a run cannot record: second moments that its rule does not keep, feedback of no layer. */
export function recordIssues(run: CheckedRun, network: NetworkDescription): InputIssue[] {
  return [...secondMomentIssues(run), ...feedbackIssues(run, network)];
}

function secondMomentIssues({ record, optimizer }: CheckedRun): InputIssue[] {
  const rule = stepRule(optimizer);
  if (!record.secondMoments || keepsSecondMoments(rule)) return [];
  const message = `expected false with ${rule.kind}, which keeps none, but received true`;
  return [{ path: "record.secondMoments", message }];
}

function feedbackIssues({ record }: CheckedRun, network: NetworkDescription): InputIssue[] {
  const { feedback, every } = record;
  if (feedback === undefined) return [];
  const issues = layerIssues(feedback.layer, network, "record.feedback.layer");
  if (every === "epoch" || (Array.isArray(every) && every.includes("epoch"))) return issues;
  const received = JSON.stringify(every);
  const message = `expected epoch in record.every, whose entries hold it, but received ${received}`;
  return [...issues, { path: "record.feedback", message }];
}
