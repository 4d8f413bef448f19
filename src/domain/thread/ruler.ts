/** Measures texts by a network's own count. */
export interface Ruler {
  /** The counted length. */
  size(text: string): number;
  /** May a part say this beside its number? Lengths are added up, which is right for all but rare texts. */
  holds(text: string): boolean;
  /** The same, measured as it will stand. */
  holdsExactly(text: string): boolean;
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
export function createRuler({ count, limit, fits }: Measures, digits: number): Ruler {
  const suffix = digits === 0 ? '' : numberSuffix('9'.repeat(digits), '9'.repeat(digits));
  const room = limit - (suffix === '' ? 0 : count(suffix));
  const fitsToo = (text: string) => fits === undefined || fits(text + suffix);
  return {
    size: count,
    suffix,
    room,
    holds: text => count(text) <= room && fitsToo(text),
    holdsExactly: text => count(text + suffix) <= limit && fitsToo(text),
  };
}

/** Counts each text once. */
export function remembering(count: (text: string) => number): (text: string) => number {
  const known = new Map<string, number>();
  return text => {
    const counted = known.get(text) ?? count(text);
    known.set(text, counted);
    return counted;
  };
}

/** `1/5`, on a line of its own. */
export function numberSuffix(index: number | string, total: number | string): string {
  return `\n\n${index}/${total}`;
}
