const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** The text of a status' HTML, as a reader sees it: blocks apart, no tags. */
export function plainText(html: string): string {
  return html
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/(?:p|li|h\d|blockquote|pre)>/gi, '\n\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
      if (decimal !== undefined) return character(Number(decimal), whole);
      if (hex !== undefined) return character(Number.parseInt(hex, 16), whole);
      return ENTITIES[name?.toLowerCase() ?? ''] ?? whole;
    })
    .trim();
}

function character(codePoint: number, otherwise: string): string {
  return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : otherwise;
}

/**
 * Do two texts say the same? Servers change white space, line ends, quotes and dashes; the letters and digits stay.
 * Texts without any are compared without their white space.
 */
export function saysTheSame(one: string, other: string): boolean {
  const letters = essence(one);
  if (letters !== '' || essence(other) !== '') return letters === essence(other);
  return bare(one) === bare(other);
}

function essence(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function bare(text: string): string {
  return text.normalize('NFC').replace(/\s/g, '');
}
