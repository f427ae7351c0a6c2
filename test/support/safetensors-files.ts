import { writeFileSync } from "node:fs";

type Values = Uint8Array | Float32Array | Float64Array | BigInt64Array | Int32Array;

/** A tensor to be written: its shape and values. */
export interface WrittenTensor {
  readonly shape: readonly number[];
  readonly values: Values;
}

/** Writes a safetensors file: length of the header, header, values. */
export function writeSafetensors(path: string, tensors: Record<string, WrittenTensor>): void {
  let offset = 0;
  const header: Record<string, unknown> = {};
  for (const [name, { shape, values }] of Object.entries(tensors)) {
    const end = offset + values.byteLength;
    header[name] = { dtype: dtypeOf(values), shape, data_offsets: [offset, end] };
    offset = end;
  }
  const json = JSON.stringify(header);
  const text = Buffer.from(json.padEnd(Math.ceil(Buffer.byteLength(json) / 8) * 8));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  const bytes = Object.values(tensors).map(({ values }) =>
    Buffer.from(values.buffer, values.byteOffset, values.byteLength),
  );
  writeFileSync(path, Buffer.concat([length, text, ...bytes]));
}

function dtypeOf(values: Values): string {
  if (values instanceof Uint8Array) return "U8";
  if (values instanceof Float32Array) return "F32";
  if (values instanceof Float64Array) return "F64";
  return values instanceof Int32Array ? "I32" : "I64";
}
