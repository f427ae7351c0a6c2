import { InputError } from "../errors.js";
import type { LayerFit } from "./layer-rule.js";
import type { ResidualSpec } from "./layers/residual.js";
import { fitLayer, type LayerSpec, type PlainLayerSpec } from "./layers.js";
import { batchText, type Shape } from "./shape.js";

/** Where a list of layers stands. */
export interface ListPlace {
  /** Its path in messages: `network.layers`, `network.layers[4].branch`. */
  readonly path: string;
  /** What full names of its layers begin with: nothing, or `4.branch.`. */
  readonly prefix: string;
  /** One sample of what its first layer receives. */
  readonly input: Shape;
  /** Where that comes from, in messages: `the network's input`. */
  readonly source: string;
}

/** A layer where it stands, with what it becomes there. */
export interface PlacedLayer {
  /** Its path in messages: `network.layers[4].branch[0]`. */
  readonly path: string;
  readonly kind: LayerSpec["kind"];
  /** Full name: `4`, inside a residual `4.branch.0`. */
  readonly name: string;
  readonly fit: LayerFit;
  /** The layers of a residual. */
  readonly branch?: readonly PlacedLayer[];
  readonly shortcut?: readonly PlacedLayer[];
}

/**
 * Names the layers of a list and infers their outputs, those inside residuals included.
 *
 * @throws InputError such as `network.layers[2]: linear "2" takes [N, features] but receives
 *   [N, 1, 28, 28] from layer "1"; flatten it first`, and for a name that two layers of a list have.
 */
export function placeLayers(layers: readonly LayerSpec[], place: ListPlace): PlacedLayer[] {
  const placed: PlacedLayer[] = [];
  for (const layer of layers) placed.push(placeNext(layer, placed, place));
  return placed;
}

/** Places the layer that follows those `before` in a list; see `placeLayers`. */
export function placeNext(
  layer: LayerSpec,
  before: readonly PlacedLayer[],
  place: ListPlace,
): PlacedLayer {
  const next = nextPlace(before, place, layer.name);
  const twin = before.findIndex((other) => other.name === next.name);
  if (twin >= 0) {
    const taken = next.name.slice(place.prefix.length);
    throw InputError.at(
      `${next.path}.name`,
      `expected a name of its own but received "${taken}", the name of layers[${twin}]`,
    );
  }
  if (layer.kind === "residual") return placeResidual(layer, next);
  return { path: next.path, kind: layer.kind, name: next.name, fit: placePlain(layer, next) };
}

/** Where a layer stands, and what it receives from where. */
export interface LayerPlace {
  readonly path: string;
  readonly name: string;
  readonly input: Shape;
  readonly source: string;
}

/** The place that follows those `before` in a list, for a layer of this name or without one. */
export function nextPlace(
  before: readonly PlacedLayer[],
  place: ListPlace,
  name = String(before.length),
): LayerPlace {
  const last = before.at(-1);
  return {
    path: `${place.path}[${before.length}]`,
    name: place.prefix + name,
    input: last?.fit.output ?? place.input,
    source: last ? `layer "${last.name}"` : place.source,
  };
}

/** Where the layers of a residual stand. */
export function insidePlace(way: "branch" | "shortcut", residual: LayerPlace): ListPlace {
  return {
    path: `${residual.path}.${way}`,
    prefix: `${residual.name}.${way}.`,
    input: residual.input,
    source: `the input of residual "${residual.name}"`,
  };
}

function placePlain(layer: PlainLayerSpec, at: LayerPlace): LayerFit {
  const fit = fitLayer(layer, at.input);
  if ("output" in fit) return fit;
  const advice = fit.advice === undefined ? "" : `; ${fit.advice}`;
  throw InputError.at(
    at.path,
    `${layer.kind} "${at.name}" takes ${fit.takes} but receives ${batchText(at.input)} from ${at.source}${advice}`,
  );
}

function placeResidual(layer: ResidualSpec<LayerSpec>, at: LayerPlace): PlacedLayer {
  const { path, name, input } = at;
  const branch = placeLayers(layer.branch, insidePlace("branch", at));
  const shortcut = placeLayers(layer.shortcut, insidePlace("shortcut", at));
  const output = branch.at(-1)?.fit.output ?? input;
  const other = shortcut.at(-1)?.fit.output ?? input;
  if (batchText(output) !== batchText(other)) {
    const identity = shortcut.length === 0 ? ", the identity" : "";
    throw InputError.at(
      path,
      `residual "${name}" takes a branch and a shortcut that give one shape but receives ` +
        `${batchText(output)} from its branch and ${batchText(other)} from its shortcut${identity}`,
    );
  }
  return {
    path,
    kind: layer.kind,
    name,
    fit: { output, parameters: [], buffers: [] },
    branch,
    shortcut,
  };
}
