import type { DType } from "../addon.js";
import { firstNonFinite } from "../check/finite.js";
import { InputError } from "../errors.js";
import { elementCount } from "../nn/index.js";
import {
  histogram,
  histogramMoments,
  type Moments,
  moments,
  noMoments,
  together,
} from "./statistics.js";

/** A tensor whose samples can be read some at a time. */
export interface TensorSource {
  /** What messages name: the file, or the field. */
  readonly place: string;
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  /** The bytes of `count` samples from `first` on. */
  read(first: number, count: number): ArrayBuffer;
}

type Values = Uint8Array | Float32Array | Float64Array;

const chunkBytes = 2 ** 24;

/**
 * Reads inputs [N, …] once, a piece at a time: refuses NaN and infinities, and gathers the moments of
 * each channel.
 *
 * @param channels into how many equal parts a sample is divided: 1, or its channels.
 */
export function scanInputs(tensor: TensorSource, channels: number): Moments[] {
  const found = new Array<Moments>(channels).fill(noMoments);
  const sampleSize = elementCount(tensor.shape.slice(1));
  for (const values of finitePieces(tensor)) addMoments(found, values, sampleSize);
  return found;
}

/** Reads targets [N, K] or [N] that are numbers and refuses NaN and infinities. */
export function scanNumbers(tensor: TensorSource): void {
  for (const _ of finitePieces(tensor));
}

/** The values of whole samples, a piece at a time; throws at NaN and infinities. */
function* finitePieces(tensor: TensorSource): Generator<Values> {
  const [samples = 0, ...sample] = tensor.shape;
  const sampleSize = elementCount(sample);
  const sampleBytes = sampleSize * bytesOf(tensor.dtype);
  const perChunk = Math.max(1, Math.floor(chunkBytes / sampleBytes));
  for (let first = 0; first < samples; first += perChunk) {
    const piece = tensor.read(first, Math.min(perChunk, samples - first));
    const values = valuesOf(tensor.dtype, piece);
    const bad = firstNonFinite(values);
    if (bad >= 0) {
      const at = `in sample ${first + Math.floor(bad / sampleSize)}`;
      const message = `expected ${tensor.name} to be finite but found ${values[bad]} ${at}`;
      throw InputError.at(tensor.place, message);
    }
    yield values;
  }
}

/** Adds the moments of whole samples to those found by channel. */
function addMoments(found: Moments[], values: Values, sampleSize: number): void {
  const channels = found.length;
  const length = channels === 1 ? values.length : sampleSize / channels;
  for (let part = 0; part * length < values.length; part++) {
    const piece = values.subarray(part * length, (part + 1) * length);
    const channel = part % channels;
    found[channel] = together(found[channel] ?? noMoments, momentsOf(piece));
  }
}

/** Reads targets [N] and refuses what is no class. */
export function scanTargets(tensor: TensorSource, classes: number): void {
  const [count = 0] = tensor.shape;
  const words = new Int32Array(tensor.read(0, count));
  // Pairs of 32-bit words, the low one first: a class has nothing in its high word.
  for (let sample = 0; sample < count; sample++) {
    const low = words[2 * sample] ?? 0;
    if (words[2 * sample + 1] === 0 && low >= 0 && low < classes) continue;
    const found = `${new BigInt64Array(words.buffer)[sample]} (sample ${sample})`;
    const expected = `${tensor.name} from 0 to ${classes - 1}, the network's outputs,`;
    throw InputError.at(tensor.place, `expected ${expected} but found ${found}`);
  }
}

/** Bytes of a number of inputs or targets. */
export function bytesOf(dtype: DType): number {
  if (dtype === "float64" || dtype === "int64") return 8;
  return dtype === "float32" ? 4 : 1;
}

function valuesOf(dtype: DType, buffer: ArrayBuffer): Values {
  if (dtype === "float64") return new Float64Array(buffer);
  return dtype === "float32" ? new Float32Array(buffer) : new Uint8Array(buffer);
}

function momentsOf(values: Values): Moments {
  return values instanceof Uint8Array ? histogramMoments(histogram(values)) : moments(values);
}
