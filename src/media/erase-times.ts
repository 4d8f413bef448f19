import { mp4Boxes } from './mp4-boxes.ts';

const CONTAINERS = new Set(['moov', 'trak', 'mdia']);
/** Boxes that begin with the times of creation and modification. */
const DATED = new Set(['mvhd', 'tkhd', 'mdhd']);

/** Sets the times in the heads of an MP4 file to zero, in place. */
export function eraseTimes(bytes: Uint8Array, from = 0, to = bytes.length): void {
  for (const { type, content, end } of mp4Boxes(bytes, from, to)) {
    if (CONTAINERS.has(type)) eraseTimes(bytes, content, end);
    if (!DATED.has(type)) continue;
    // A version, three bytes of flags, then two times: of eight bytes in version 1, else of four.
    bytes.fill(0, content + 4, content + 4 + (bytes[content] === 1 ? 16 : 8));
  }
}
