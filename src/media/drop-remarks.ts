import type { VideoCodec } from 'mediabunny';

/** Of a track: how its packets are written. */
type Description = ArrayBufferView | ArrayBufferLike | undefined;

/** Remarks (SEI) of these kinds hold what a device or an encoder says of itself, or the time of day. */
const UNREGISTERED_USER_DATA = 5;
const TIME_CODE = 136;
const PICTURE_TIMING = 1;

/** Takes remarks out of a packet of H.264 or H.265; the pictures need none of them. Other codecs have no such place. */
export function dropRemarks(packet: Uint8Array, codec: VideoCodec, description: Description): Uint8Array {
  if ((codec !== 'avc' && codec !== 'hevc') || description === undefined) return packet;
  const lengthSize = lengthSizeOf(codec, description);
  const units = [...unitsOf(packet, lengthSize)];
  const kept = units.filter(unit => !isRemark(unit.subarray(lengthSize), codec));
  return kept.length === units.length ? packet : Buffer.concat(kept);
}

/** How many bytes say how long a unit is; it stands in the description of the track. */
function lengthSizeOf(codec: 'avc' | 'hevc', description: ArrayBufferView | ArrayBufferLike): number {
  const bytes = ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description);
  return ((bytes[codec === 'avc' ? 4 : 21] ?? 3) & 3) + 1;
}

function* unitsOf(packet: Uint8Array, lengthSize: number): Generator<Uint8Array> {
  for (let at = 0; at + lengthSize <= packet.length; ) {
    const length = packet.subarray(at, at + lengthSize).reduce((sum, byte) => sum * 256 + byte, 0);
    if (at + lengthSize + length > packet.length) throw new Error('a unit that leads out of its packet');
    yield packet.subarray(at, at + lengthSize + length);
    at += lengthSize + length;
  }
}

function isRemark(unit: Uint8Array, codec: 'avc' | 'hevc'): boolean {
  const first = unit[0] ?? 0;
  if (codec === 'avc')
    return (first & 0x1f) === 6 && tells(unit.subarray(1), [UNREGISTERED_USER_DATA, PICTURE_TIMING]);
  const type = (first >> 1) & 0x3f;
  return (type === 39 || type === 40) && tells(unit.subarray(2), [UNREGISTERED_USER_DATA, TIME_CODE]);
}

/** Is one of the messages of a unit of these kinds? */
function tells(messages: Uint8Array, kinds: readonly number[]): boolean {
  for (let at = 0; at + 2 < messages.length; ) {
    const kind = readNumber(messages, at);
    const size = readNumber(messages, kind.next);
    if (kinds.includes(kind.value)) return true;
    at = size.next + size.value;
  }
  return false;
}

/** Numbers are written as a sum: as many 255 as needed, and the rest. */
function readNumber(bytes: Uint8Array, from: number): { value: number; next: number } {
  let value = 0;
  let at = from;
  while (bytes[at] === 255) {
    value += 255;
    at += 1;
  }
  return { value: value + (bytes[at] ?? 0), next: at + 1 };
}
