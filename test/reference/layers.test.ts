import { describeForward } from "./support/forward.js";
import { reference } from "./support/reference-data.js";

const { problems, cases } = reference("layers");

describeForward(cases, (name) => {
  const found = problems[name];
  if (found === undefined) throw new Error(`layers.json: expected a problem named ${name}`);
  return found;
});
