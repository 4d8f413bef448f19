const UNITS: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Reads `30m`, `6h`, `2d`, `1w` into milliseconds; undefined when the text is no duration, or none at all. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d{1,5})(m|h|d|w)$/.exec(text);
  const unit = UNITS[match?.[2] ?? ''];
  const milliseconds = unit === undefined ? 0 : Number(match?.[1]) * unit;
  return milliseconds > 0 ? milliseconds : undefined;
}
