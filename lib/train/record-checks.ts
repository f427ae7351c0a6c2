import type { InputIssue } from "../errors.js";
import { layerIssues, type NetworkDescription } from "../nn/index.js";
import { keepsSecondMoments, stepRule } from "../optim/index.js";
import type { CheckedRun } from "./run-schema.js";

/** What a run cannot record: second moments that its rule does not keep, feedback of no layer, classes of a loss without. */
export function recordIssues(run: CheckedRun, network: NetworkDescription): InputIssue[] {
  return [
    ...momentIssues(run),
    ...secondMomentIssues(run),
    ...feedbackIssues(run, network),
    ...classIssues(run),
    ...top5Issues(run, network),
  ];
}

/** An epoch that will not come would leave the record without what was asked of it. */
function momentIssues({ record, epochs }: CheckedRun): InputIssue[] {
  const { every } = record;
  return [every].flat().flatMap((moment, index) => {
    if (typeof moment === "string" || !("stepsOfEpoch" in moment)) return [];
    if (moment.stepsOfEpoch < epochs) return [];
    const place = Array.isArray(every) ? `record.every[${index}]` : "record.every";
    const message = `expected an integer < ${epochs}, the epochs, but received ${moment.stepsOfEpoch}`;
    return [{ path: `${place}.stepsOfEpoch`, message }];
  });
}

function secondMomentIssues({ record, optimizer }: CheckedRun): InputIssue[] {
  const rule = stepRule(optimizer);
  if (!record.secondMoments || keepsSecondMoments(rule)) return [];
  const message = `expected false with ${rule.kind}, which keeps none, but received true`;
  return [{ path: "record.secondMoments", message }];
}

/** Feedback and the top five are of classes. */
function classIssues({ record, loss }: CheckedRun): InputIssue[] {
  if (loss.kind === "crossEntropy") return [];
  const message = `expected none with ${loss.kind}, which has no classes, but received`;
  return [
    ...(record.feedback ? [{ path: "record.feedback", message: `${message} some` }] : []),
    ...(record.top5 ? [{ path: "record.top5", message: `${message} true` }] : []),
  ];
}

function top5Issues({ record }: CheckedRun, { outputShape }: NetworkDescription): InputIssue[] {
  const [outputs = 0] = outputShape;
  if (!record.top5 || outputs > 5) return [];
  const message = `expected false with a network of ${outputs} outputs, of five or fewer, but received true`;
  return [{ path: "record.top5", message }];
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
