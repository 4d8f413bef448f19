/** Measures texts by a network's own count, each text once. */
export interface Ruler {
  /** The counted length. */
  size(text: string): number;
  /** May a part say this, its number included? */
  holds(text: string): boolean;
  /** What a part may be long without its number. */
  readonly room: number;
  /** What stands at the end of each part, as wide as it can get; empty where parts are not numbered. */
  readonly suffix: string;
}

export interface Measures {
  readonly count: (text: string) => number;
  readonly limit: number;
  readonly fits?: (text: string) => boolean;
}

/** `digits`: how many digits the number of parts has; 0 where parts are not numbered. */
export function createRuler(measures: Measures, digits: number): Ruler {
  const suffix = digits === 0 ? '' : numberSuffix('9'.repeat(digits), '9'.repeat(digits));
  const sizes = new Map<string, number>();
  const size = (text: string): number => {
    const known = sizes.get(text);
    if (known !== undefined) return known;
    const counted = measures.count(text);
    sizes.set(text, counted);
    return counted;
  };
  const { fits } = measures;
  return {
    size,
    suffix,
    room: measures.limit - (suffix === '' ? 0 : measures.count(suffix)),
    holds: text => size(text + suffix) <= measures.limit && (fits === undefined || fits(text + suffix)),
  };
}

/** `1/5`, on a line of its own. */
export function numberSuffix(index: number | string, total: number | string): string {
  return `\n\n${index}/${total}`;
}
