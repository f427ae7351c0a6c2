import type { InputIssue } from "../errors.js";
import { type LayerDescription, layersInOrder, type NetworkDescription } from "./describe.js";

/**
 * What is wrong with a list of layer names: each must name, once, a layer that has parameters. A
 * residual's name stands for all layers inside it.
 *
 * @param path of the list in messages: `trainable`.
 */
export function layerNameIssues(
  names: readonly string[],
  network: NetworkDescription,
  path: string,
): InputIssue[] {
  const layers = layersInOrder(network.layers);
  const issues: InputIssue[] = [];
  for (const [index, name] of names.entries()) {
    const message = repetition(name, names, index) ?? misnomer(name, layers);
    if (message) issues.push({ path: `${path}[${index}]`, message });
  }
  return issues;
}

/** What is wrong with the name of a layer of the network's own list, with parameters or not. */
export function layerIssues(
  name: string,
  { layers }: NetworkDescription,
  path: string,
): InputIssue[] {
  const known = layers.map((layer) => layer.name);
  if (known.includes(name)) return [];
  return [{ path, message: `expected a layer (${fewText(known)}) but received "${name}"` }];
}

/** Whether `names` hold a layer, or a residual around it. */
export function coversLayer(names: readonly string[], layer: string): boolean {
  return names.some((name) => layer === name || layer.startsWith(`${name}.`));
}

function repetition(name: string, names: readonly string[], index: number): string | undefined {
  if (names.indexOf(name) < index) return `expected each layer once but received "${name}" again`;
  const around = names.find((other) => name.startsWith(`${other}.`));
  if (around === undefined) return undefined;
  return `expected each layer once but received "${name}", which lies inside "${around}"`;
}

function misnomer(name: string, layers: readonly LayerDescription[]): string | undefined {
  const known = layers.filter((layer) => layer.parameterCount > 0).map((layer) => layer.name);
  if (known.includes(name)) return undefined;
  const layer = layers.find((candidate) => candidate.name === name);
  const received = layer ? `${layer.kind} "${name}", which has none` : `"${name}"`;
  return `expected a layer with parameters (${fewText(known)}) but received ${received}`;
}

function fewText(names: readonly string[]): string {
  return names.length <= 12 ? names.join(", ") : `${names.slice(0, 11).join(", ")}, …`;
}
