/** Cities that admins write in Russian, in the forms that they have after «по» and «в», and as «по минскому времени». */
const RUSSIAN_CITIES: readonly (readonly [RegExp, string])[] = [
  [/^минск(?:у|е|ому)?$/iu, 'Europe/Minsk'],
  [/^(?:москв[аеы]|московскому|мск)$/iu, 'Europe/Moscow'],
  [/^киев(?:у|е|скому)?$/iu, 'Europe/Kyiv'],
  [/^варшав(?:[аеы]|скому)$/iu, 'Europe/Warsaw'],
  [/^вильнюс(?:у|е|скому)?$/iu, 'Europe/Vilnius'],
  [/^брюссел(?:[ьюе]|ьскому)$/iu, 'Europe/Brussels'],
  [/^берлин(?:у|е|скому)?$/iu, 'Europe/Berlin'],
  [/^лондон(?:у|е|скому)?$/iu, 'Europe/London'],
  [/^париж(?:у|е|скому)?$/iu, 'Europe/Paris'],
  [/^тбилис(?:и|скому)$/iu, 'Asia/Tbilisi'],
];

/** Names that are not the ends of IANA names. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['utc', 'UTC'],
  ['gmt', 'UTC'],
  ['kyiv', 'Europe/Kyiv'],
  ['msk', 'Europe/Moscow'],
]);

export interface SplitText {
  readonly words: string;
  /** IANA name. */
  readonly zone?: string;
}

const NAME = String.raw`[\p{L}/_]+`;

/**
 * Takes the city or the zone off the end of a text: `21 May 18:30 Minsk`, `завтра в 9 по минскому времени`,
 * `9:00 (Europe/Brussels)`, `tomorrow 9:00 New York`.
 */
export function splitZone(text: string): SplitText {
  for (const name of [`${NAME} ${NAME}`, NAME]) {
    const ending = new RegExp(
      `^(?<words>.*?)[\\s,]+(?:(?:in|по|в)\\s+)?\\(?(?<name>${name})(?:\\s+(?:time|времени))?\\)?$`,
      'iu',
    );
    const { words, name: found } = ending.exec(text)?.groups ?? {};
    const zone = found === undefined ? undefined : zoneOf(found);
    if (words !== undefined && zone !== undefined) return { words, zone };
  }
  return { words: text };
}

function zoneOf(name: string): string | undefined {
  const wanted = name.toLowerCase().replaceAll(' ', '_');
  return (
    RUSSIAN_CITIES.find(([pattern]) => pattern.test(name))?.[1] ??
    OTHER_NAMES.get(wanted) ??
    Intl.supportedValuesOf('timeZone').find(zone => {
      const known = zone.toLowerCase();
      return known === wanted || known.endsWith(`/${wanted}`);
    })
  );
}
