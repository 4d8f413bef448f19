import { parseAsOf } from '../../domain/as-of.ts';
import { describeFigure, type FigureSource, type FigureValue, figureValueText } from '../../domain/figure.ts';
import { InputError } from '../../domain/input-error.ts';
import { countFault, parseFigureValue } from '../../domain/parse-count.ts';
import { bookReading } from './book-reading.ts';
import type { BookedFigure, FigureDesk, SetFigureRequest } from './figure-use-cases.ts';
import { type FoundFigure, findFigure } from './find-figure.ts';
import { standingOf } from './look-at-figures.ts';

const LONGEST_NAME = 200;

/** A person says what a figure is. Where there is doubt, a second word is asked of them: `confirm`. */
export async function setFigure(desk: FigureDesk, request: SetFigureRequest): Promise<BookedFigure> {
  const found = findFigure(desk.campaigns, request.figure);
  const value = readValue(request.value);
  const asOf = readAsOf(request.asOf);
  const { figure: before } = await standingOf(desk, found);
  const source = request.source ? readSource(request.source, found) : before.source;
  const reading = await bookReading(desk, found, { value, asOf, source }, { by: request.by });
  const standing = await standingOf(desk, found);
  if (reading !== undefined) {
    await desk.ledger.audit({
      at: desk.now(),
      admin: request.by,
      action: 'set figure',
      subject: `${found.campaign.id}/${found.figure.id}`,
      before: describeFigure(before),
      after: describeFigure(standing.figure),
      detail: `reading ${reading.number}: ${figureValueText(value)}, as of ${asOf}, ${source.url}; ${reading.state}`,
    });
  }
  return { reading, standing };
}

function readValue(text: string): FigureValue {
  const value = parseFigureValue(text);
  if (value !== undefined) return value;
  throw new InputError(
    `${countFault(text)}; a bound as ">45000" or "<10", a range as "143600-171900", from the smaller to the larger.`,
  );
}

function readAsOf(text: string): string {
  if (parseAsOf(text) !== undefined) return text;
  throw new InputError(
    `"${text}" is no date of a figure: write a day (2026-11-20), a month (2026-11), a year (2026) or a period (2025/2026).`,
  );
}

function readSource(
  { name, url }: { name: string; url: string },
  { campaign, figure }: FoundFigure,
): FigureSource {
  const known = name.trim();
  if (known === '' || known.length > LONGEST_NAME || /[\p{Cc}\p{Zl}\p{Zp}\uE000\uE001]/u.test(known)) {
    throw new InputError(`The name of the source has to be one line of at most ${LONGEST_NAME} characters.`);
  }
  if (!/^https?:\/\/\S+$/i.test(url) || !URL.canParse(url)) {
    throw new InputError(`"${url}" is no web address of a source: write it as https://….`);
  }
  const languages = new Set([...campaign.languages, ...Object.keys(figure.source.name)]);
  return { name: Object.fromEntries([...languages].map(language => [language, known])), url };
}
