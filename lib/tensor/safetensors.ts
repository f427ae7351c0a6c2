import type { DType } from "../addon.js";
import { expectedText } from "../check/fields.js";
import { InputError } from "../errors.js";
import { dtypes } from "./dtypes.js";
import { native } from "./native-call.js";
import { type RawHeader, readHeader } from "./safetensors-header.js";
import { Tensor } from "./tensor.js";

/** Where a tensor lies in a safetensors file. */
export interface SafetensorsEntry {
  readonly dtype: DType;
  readonly shape: readonly number[];
  /** Bytes from the start of the file. */
  readonly offset: number;
  readonly byteLength: number;
}

/** What a safetensors file holds; its values are not read. */
export interface SafetensorsFile {
  /** In the order of the header. */
  readonly tensors: ReadonlyMap<string, SafetensorsEntry>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The name in a header that is not a tensor's. */
const METADATA = "__metadata__";

const dtypeByName: ReadonlyMap<unknown, DType> = new Map(
  Object.entries(dtypes).flatMap(
    ([name, { safetensors }]) => (safetensors ? [[safetensors, name as DType] as const] : []), // A key of `dtypes`.
  ),
);

/**
 * Reads and checks the header of a safetensors file: every tensor's bytes fit its shape and dtype, and together
 * they fill the file without gap or overlap.
 *
 * @throws {InputError} naming the file and the tensor.
 */
export function readSafetensors(path: string): SafetensorsFile {
  const header = readHeader(path);
  const tensors = new Map<string, SafetensorsEntry>();
  let metadata: Readonly<Record<string, string>> = {};
  for (const [name, value] of header.entries) {
    if (name === METADATA) metadata = checkMetadata(path, value);
    else tensors.set(name, checkEntry(path, name, value, header));
  }
  checkRanges(path, tensors, header);
  return { tensors, metadata };
}

/**
 * Loads every tensor of a safetensors file, on the CPU.
 *
 * @param path of a file as this, Python or others wrote it
 * @returns the tensors by name
 * @example module.loadStateDict(loadSafetensors("weights.safetensors"))
 * @throws {InputError} naming the file and the tensor, where one's bytes do not fit its shape and dtype, and for a file
 *   that cannot be read or is of another format.
 */
export function loadSafetensors(path: string): Record<string, Tensor> {
  const { tensors } = readSafetensors(path);
  return Object.fromEntries(
    [...tensors].map(([name, { offset, shape, dtype }]) => [
      name,
      Tensor.fromHandle(native((addon) => addon.tensorFromFile(path, offset, shape, dtype))),
    ]),
  );
}

/**
 * Writes tensors into a safetensors file, which appears whole or not at all.
 *
 * @param path replaced where it is there
 * @param tensors by name, any but `__metadata__`; copied from other devices
 * @param metadata texts for the file's header; default: none
 * @example saveSafetensors("weights.safetensors", module.stateDict())
 * @throws {InputError} for what is no tensor, for that name, and for complex128, which the format lacks;
 *   {@link TorchError} when the file cannot be written.
 */
export function saveSafetensors(
  path: string,
  tensors: Readonly<Record<string, Tensor>> | ReadonlyMap<string, Tensor>,
  metadata: Readonly<Record<string, string>> = {},
): void {
  const handles = entriesOf(tensors).map(([name, tensor]) => {
    if (typeof name !== "string" || name === METADATA) {
      throw InputError.at(
        "tensors",
        `expected names other than "${METADATA}" but received ${String(name)}`,
      );
    }
    const place = `tensors[${JSON.stringify(name)}]`;
    if (!(tensor instanceof Tensor)) {
      throw InputError.at(place, `expected a tensor but received ${typeof tensor}`);
    }
    const { dtype } = tensor;
    if (dtypes[dtype].safetensors === undefined) {
      throw InputError.at(place, `expected a dtype that safetensors has but received ${dtype}`);
    }
    return [name, tensor.handle] as const;
  });
  native((addon) => addon.saveSafetensors(path, Object.fromEntries(handles), metadata));
}

function entriesOf(tensors: unknown): (readonly [unknown, unknown])[] {
  if (tensors instanceof Map) return [...tensors];
  if (isRecord(tensors) && !(tensors instanceof Tensor)) return Object.entries(tensors);
  throw InputError.at("tensors", expectedText("an object or a Map of tensors", tensors));
}

function checkMetadata(path: string, value: unknown): Record<string, string> {
  const entries: [string, string][] = [];
  for (const [key, text] of isRecord(value) ? Object.entries(value) : [["", value]]) {
    if (typeof text !== "string" || typeof key !== "string") {
      throw InputError.at(
        path,
        "expected __metadata__ to be an object of strings but received another value",
      );
    }
    entries.push([key, text]);
  }
  return Object.fromEntries(entries);
}

function checkEntry(
  path: string,
  name: string,
  value: unknown,
  { dataOffset, dataBytes }: RawHeader,
): SafetensorsEntry {
  const refuse = (expected: string, received: unknown) =>
    InputError.at(
      path,
      `tensor ${JSON.stringify(name)}: expected ${expected} but received ${JSON.stringify(received)}`,
    );
  if (!isRecord(value)) throw refuse("an object", value);
  const { dtype: dtypeName, shape, data_offsets: offsets } = value;
  const dtype = dtypeByName.get(dtypeName);
  if (!dtype) throw refuse(`a dtype among ${[...dtypeByName.keys()].join(", ")}`, dtypeName);
  if (!isSizes(shape)) throw refuse("a shape of integers ≥ 0", shape);
  if (!isSizes(offsets)) throw refuse("data_offsets [begin, end]", offsets);
  const [begin, end, ...more] = offsets;
  if (begin === undefined || end === undefined || more.length > 0 || begin > end) {
    throw refuse("data_offsets [begin, end]", offsets);
  }
  if (end > dataBytes)
    throw refuse(`data_offsets within the file's ${dataBytes} bytes of values`, offsets);
  const byteLength = shape.reduce((product, size) => product * size, dtypes[dtype].bytes);
  if (byteLength !== end - begin) {
    throw refuse(
      `${byteLength} bytes for ${dtypeName} of shape [${shape.join(", ")}]`,
      end - begin,
    );
  }
  return { dtype, shape, offset: dataOffset + begin, byteLength };
}

function checkRanges(
  path: string,
  tensors: ReadonlyMap<string, SafetensorsEntry>,
  { dataOffset, dataBytes }: RawHeader,
): void {
  const inOrder = [...tensors].sort(
    ([, a], [, b]) => a.offset - b.offset || a.byteLength - b.byteLength,
  );
  let next = dataOffset;
  for (const [name, { offset, byteLength }] of inOrder) {
    if (offset !== next) {
      throw InputError.at(
        path,
        `tensor ${JSON.stringify(name)}: expected its bytes to begin at ${next - dataOffset}, where the ones ` +
          `before end, but received ${offset - dataOffset}`,
      );
    }
    next = offset + byteLength;
  }
  const used = next - dataOffset;
  if (used !== dataBytes) {
    throw InputError.at(path, `expected ${used} bytes of values but received ${dataBytes}`);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSizes(value: unknown): value is readonly number[] {
  return (
    Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && Number(size) >= 0)
  );
}
