/** A box of an MP4 file. Offsets within the file; `content` is behind its head. */
export interface Mp4Box {
  readonly type: string;
  readonly content: number;
  readonly end: number;
}

/** The boxes of a stretch of a file. Throws where one leads out of it: then the file is cut short or none. */
export function* mp4Boxes(bytes: Uint8Array, from = 0, to = bytes.length): Generator<Mp4Box> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = from; at < to; ) {
    if (at + 8 > to) throw new Error('half the head of a box');
    const { size, head } = readSize(view, at, to);
    if (size < head || at + size > to) throw new Error('a box that leads out of the file');
    yield { type: readType(view, at + 4), content: at + head, end: at + size };
    at += size;
  }
}

/** 0: to the end; 1: the size is too large for four bytes and stands behind the type. */
function readSize(view: DataView, at: number, to: number): { size: number; head: number } {
  const size = view.getUint32(at);
  if (size === 0) return { size: to - at, head: 8 };
  return size === 1 ? { size: Number(view.getBigUint64(at + 8)), head: 16 } : { size, head: 8 };
}

function readType(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map(offset => view.getUint8(at + offset)));
}
