import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import crc32c from "crc-32/crc32c.js";

/** Numbers of one moment, as TensorBoard draws them. */
export interface ScalarEvent {
  /** Seconds since 1970. */
  readonly wallTime: number;
  readonly step: number;
  /** Values by tag; TensorBoard keeps float32 of them, and puts tags with the same beginning up to `/` side by side. */
  readonly scalars: ReadonlyMap<string, number>;
}

/**
 * The bytes of a TensorBoard event file: TensorFlow's `Event` messages (tensorboard/compat/proto/event.proto) framed as its
 * records. The first says the format's version.
 *
 * @param start Seconds since 1970 at which the version is dated.
 */
export function eventFile(start: number, events: readonly ScalarEvent[]): Uint8Array {
  const version = moment(start, 0).tag(3, WireType.LengthDelimited).string("brain.Event:2");
  return Buffer.concat(
    [version, ...events.map(eventMessage)].flatMap((event) => framed(event.finish())),
  );
}

/** Event: wall_time 1, step 2, file_version 3, summary 5. Protobuf leaves out zeros. */
function moment(wallTime: number, step: number): BinaryWriter {
  const event = new BinaryWriter();
  if (wallTime !== 0) event.tag(1, WireType.Bit64).double(wallTime);
  if (step !== 0) event.tag(2, WireType.Varint).int64(step);
  return event;
}

/** Summary: value 1. Value: tag 1, simple_value 2, one of several and so written when it is zero. */
function eventMessage({ wallTime, step, scalars }: ScalarEvent): BinaryWriter {
  const event = moment(wallTime, step).tag(5, WireType.LengthDelimited).fork();
  for (const [tag, value] of scalars) {
    event.tag(1, WireType.LengthDelimited).fork();
    event.tag(1, WireType.LengthDelimited).string(tag);
    event.tag(2, WireType.Bit32).float(Math.fround(value)).join();
  }
  return event.join();
}

/** A record: its length, the length's checksum, the bytes, their checksum. */
function framed(bytes: Uint8Array): Uint8Array[] {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(bytes.length));
  return [length, maskedChecksum(length), bytes, maskedChecksum(bytes)];
}

/** CRC-32C, turned by 15 bits and shifted by a constant, since checksums of checksums are weak. */
function maskedChecksum(bytes: Uint8Array): Uint8Array {
  const checksum = crc32c.buf(bytes);
  const masked = Buffer.alloc(4);
  masked.writeUInt32LE((((checksum >>> 15) | (checksum << 17)) + 0xa282ead8) >>> 0);
  return masked;
}
