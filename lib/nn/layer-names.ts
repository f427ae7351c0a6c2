import type { InputIssue } from "../errors.js";
import type { NetworkDescription } from "./describe.js";

/**
 * What is wrong with a list of layer names: each must name, once, a layer that has parameters.
 *
 * @param path of the list in messages: `trainable`.
 */
export function layerNameIssues(
  names: readonly string[],
  network: NetworkDescription,
  path: string,
): InputIssue[] {
  const known = network.layers.filter((layer) => layer.parameterCount > 0).map(({ name }) => name);
  const issues: InputIssue[] = [];
  for (const [index, name] of names.entries()) {
    const message = nameProblem(name, names.indexOf(name) < index, known, network);
    if (message) issues.push({ path: `${path}[${index}]`, message });
  }
  return issues;
}

/** What is wrong with the name of a layer, with parameters or not. */
export function layerIssues(
  name: string,
  { layers }: NetworkDescription,
  path: string,
): InputIssue[] {
  const known = layers.map((layer) => layer.name);
  if (known.includes(name)) return [];
  return [{ path, message: `expected a layer (${fewText(known)}) but received "${name}"` }];
}

function nameProblem(
  name: string,
  repeated: boolean,
  known: readonly string[],
  network: NetworkDescription,
): string | undefined {
  if (repeated) return `expected each layer once but received "${name}" again`;
  if (known.includes(name)) return undefined;
  const layer = network.layers.find((candidate) => candidate.name === name);
  const received = layer ? `${layer.kind} "${name}", which has none` : `"${name}"`;
  return `expected a layer with parameters (${fewText(known)}) but received ${received}`;
}

function fewText(names: readonly string[]): string {
  return names.length <= 12 ? names.join(", ") : `${names.slice(0, 11).join(", ")}, …`;
}
