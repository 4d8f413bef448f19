/** Cities that admins write in Russian, in the forms that they have after «по» and «в» too. */
const RUSSIAN_CITIES: readonly (readonly [RegExp, string])[] = [
  [/^минск[уе]?$/iu, 'Europe/Minsk'],
  [/^москв[аеы]$/iu, 'Europe/Moscow'],
  [/^киев[уе]?$/iu, 'Europe/Kyiv'],
  [/^варшав[аеы]$/iu, 'Europe/Warsaw'],
  [/^вильнюс[уе]?$/iu, 'Europe/Vilnius'],
  [/^брюссел[ьюе]$/iu, 'Europe/Brussels'],
  [/^берлин[уе]?$/iu, 'Europe/Berlin'],
  [/^лондон[уе]?$/iu, 'Europe/London'],
  [/^париж[уе]?$/iu, 'Europe/Paris'],
  [/^тбилиси$/iu, 'Asia/Tbilisi'],
];

export interface SplitText {
  readonly words: string;
  /** IANA name. */
  readonly zone?: string;
}

/** Takes the city or the zone off the end of a text: `21 May 18:30 Minsk`, `завтра в 9 по Минску`, `9:00 Europe/Brussels`. */
export function splitZone(text: string): SplitText {
  const match = /^(?<words>.*?)[\s,]+(?:(?:in|по|в)\s+)?(?<name>[\p{L}/_]+)(?:\s+time)?$/iu.exec(text);
  const { words, name } = match?.groups ?? {};
  const zone = name === undefined ? undefined : zoneOf(name);
  return words === undefined || zone === undefined ? { words: text } : { words, zone };
}

function zoneOf(name: string): string | undefined {
  const russian = RUSSIAN_CITIES.find(([pattern]) => pattern.test(name))?.[1];
  const wanted = name.toLowerCase();
  return (
    russian ??
    [...Intl.supportedValuesOf('timeZone'), 'UTC'].find(zone => {
      const known = zone.toLowerCase();
      return known === wanted || known.endsWith(`/${wanted}`);
    })
  );
}
