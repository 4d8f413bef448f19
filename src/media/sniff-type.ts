const SIGNATURES: readonly { readonly type: string; readonly at: number; readonly bytes: string }[] = [
  { type: 'image/jpeg', at: 0, bytes: '\xff\xd8\xff' },
  { type: 'image/png', at: 0, bytes: '\x89PNG\r\n\x1a\n' },
  { type: 'image/gif', at: 0, bytes: 'GIF87a' },
  { type: 'image/gif', at: 0, bytes: 'GIF89a' },
  { type: 'image/webp', at: 8, bytes: 'WEBP' },
];

/** Still pictures and sound lie in the same box as video. */
const VIDEO_BRANDS = /^(?:isom|iso[2-9]|mp4[12]|mp71|avc1|dash|msnv|3gp\d|f4v |m4v[ hp]|qt {2}|mmp4|cmfc)$/i;

/** What a file is by its first bytes, whatever its name says. Undefined: nothing that the bot sends. */
export function sniffType(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  if (start.startsWith('ftyp', 4)) return VIDEO_BRANDS.test(start.slice(8, 12)) ? 'video/mp4' : undefined;
  return SIGNATURES.find(signature => start.startsWith(signature.bytes, signature.at))?.type;
}
