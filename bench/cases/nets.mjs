// The kernels that steps are timed on, as native handles; sizes in nets.json.
import { readFileSync } from "node:fs";
import { engine } from "../../dist/native.js";

const NETS = JSON.parse(readFileSync(new URL("nets.json", import.meta.url), "utf8"));

/**
 * A net's shapes, and how many steps of it are timed.
 * @param {string} name
 */
function netOf(name) {
  const { steps, kernels } = NETS[name];
  return { steps, shapes: kernels.flatMap(({ count, shape }) => Array(count).fill(shape)) };
}

/**
 * A source of normal numbers, the same for the same seed.
 * @param {number} seed
 */
function normalNumbers(seed) {
  let state = seed;
  const uniform = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/**
 * Weights of deviation 1, gradients of deviation 1e-3.
 * @param {string} name
 */
export function drawNet(name) {
  const { steps, shapes } = netOf(name);
  const drawn = (seed, deviation) => {
    const normal = normalNumbers(seed);
    return shapes.map((shape) => {
      const size = shape.reduce((product, length) => product * length);
      const values = Float32Array.from({ length: size }, () => deviation * normal());
      return engine().tensorFromBytes(values, shape, "float32", "cpu");
    });
  };
  const numbers = shapes.reduce((sum, shape) => sum + shape.reduce((a, b) => a * b), 0);
  return { steps, numbers, weights: drawn(1, 1), gradients: drawn(2, 1e-3) };
}

/**
 * An optimizer's step on the tensors. Like torch.optim's, it does not look for what is not finite.
 * @param {object} spec
 * @param {{ weights: object[], gradients: object[] }} net
 * @param {{ threads: number, rotation?: boolean }} options
 */
export function stepOf(spec, { weights, gradients }, { threads, rotation = false }) {
  const parameters = weights.map((value, index) => ({ value, layer: String(index) }));
  const options = { threads, rotation, checkFinite: false };
  const optimizer = engine().optimizerCreate(spec, parameters, options);
  return () => engine().optimizerStep(optimizer, gradients, 1);
}
