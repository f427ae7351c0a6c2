import { statSync } from "node:fs";
import { join } from "node:path";
import { checkInput } from "../check.js";
import { InputError } from "../errors.js";
import { checkStateDict, type NetworkSpec, type NetworkSpecInput } from "../nn/index.js";
import { networkSchema } from "../nn/network-schema.js";
import { loadSafetensors, readSafetensors } from "../tensor/index.js";
import { Model, type ModelNormalization, type ModelParts } from "./model.js";

/** What `loadModel` cannot or should not take from the file. */
export interface LoadModelOptions extends Pick<ModelParts, "device" | "precision"> {
  /** Needed where the file does not say of which network its weights are. */
  readonly network?: NetworkSpecInput;
  /** In place of the training set's of the run that wrote the file. */
  readonly normalize?: ModelNormalization;
}

/**
 * Loads a trained network.
 *
 * @param path a run's folder (its `final.safetensors`), or a safetensors file with PyTorch's state-dict keys. What a
 *   run has written says of itself which network it is and how its inputs were normalized.
 * @throws InputError naming the file: unreadable, of no known network, or of another.
 */
export function loadModel(path: string, options: LoadModelOptions = {}): Model {
  const file = isFolder(path) ? join(path, "final.safetensors") : path;
  const { metadata } = readSafetensors(file);
  const network = options.network
    ? checkInput(networkSchema, options.network, "network")
    : networkIn(metadata, file);
  const weights = loadSafetensors(file);
  checkStateDict(network, weights, file);
  const normalize = options.normalize ?? normalizationIn(metadata, file);
  return new Model({
    network,
    weights,
    ...(normalize ? { normalize } : {}),
    ...(options.device === undefined ? {} : { device: options.device }),
    ...(options.precision === undefined ? {} : { precision: options.precision }),
  });
}

type Metadata = Readonly<Record<string, string>>;

function networkIn({ spec }: Metadata, file: string): NetworkSpec {
  if (spec === undefined) {
    const message = "does not say of which network its weights are: give options.network";
    throw InputError.at(file, message);
  }
  return checkInput(networkSchema, fieldOf(parsed(spec, file), "network"), `${file}: network`);
}

function normalizationIn({ normalize }: Metadata, file: string): ModelNormalization | undefined {
  if (normalize === undefined) return undefined;
  const value = parsed(normalize, file);
  const [mean, std] = [fieldOf(value, "mean"), fieldOf(value, "std")];
  if (isNumbers(mean) && isNumbers(std)) return { mean, std };
  throw InputError.at(file, "expected means and deviations in its header but received others");
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw InputError.at(file, "expected JSON in its header but received text that is not", {
      cause: error,
    });
  }
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)[field] // An object by the check before.
    : undefined;
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((number) => typeof number === "number");
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
