import { InputError } from "../errors.js";
import type { LayerFit } from "./layer-rule.js";
import { fitLayer, type LayerSpec } from "./layers.js";
import { batchText, type Shape } from "./shape.js";

/** Where in a network a layer is put. */
export interface LayerPlace {
  readonly index: number;
  /** What it receives, without the batch. */
  readonly input: Shape;
  /** Name of the layer before it; none for the first. */
  readonly before: string | undefined;
  /** Its path in messages: `network.layers[2]`. */
  readonly place: string;
}

/**
 * Names a layer and infers its output.
 *
 * @throws InputError such as `network.layers[2]: linear "2" takes [N, features] but receives
 *   [N, 1, 28, 28] from layer "1"; flatten it first`.
 */
export function placeLayer(layer: LayerSpec, at: LayerPlace): { name: string; fit: LayerFit } {
  const name = layer.name ?? String(at.index);
  const fit = fitLayer(layer, at.input);
  if ("output" in fit) return { name, fit };
  const source = at.before === undefined ? "the network's input" : `layer "${at.before}"`;
  const advice = fit.advice === undefined ? "" : `; ${fit.advice}`;
  throw InputError.at(
    at.place,
    `${layer.kind} "${name}" takes ${fit.takes} but receives ${batchText(at.input)} from ${source}${advice}`,
  );
}

/**
 * Refuses a name that another layer of the list has.
 *
 * @param twin index of the layer that has it, or -1.
 */
export function refuseTwin(name: string, twin: number, place: string): void {
  if (twin < 0) return;
  throw InputError.at(
    `${place}.name`,
    `expected a name of its own but received "${name}", the name of layers[${twin}]`,
  );
}
