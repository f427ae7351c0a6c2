import { InputError } from "../errors.js";

/**
 * Refuses what is no object of options, and names that are none of them.
 *
 * @param place what takes the options: `grad`
 */
export function checkOptionNames(place: string, options: unknown, names: readonly string[]): void {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    const received =
      options === null ? "null" : Array.isArray(options) ? "an array" : typeof options;
    throw InputError.at(`${place}.options`, `expected an object but received ${received}`);
  }
  const unknown = Object.keys(options).find((key) => !names.includes(key));
  if (unknown !== undefined) {
    throw InputError.at(
      `${place}.${unknown}`,
      `expected one of the options (${names.join(", ")}) but received "${unknown}"`,
    );
  }
}
