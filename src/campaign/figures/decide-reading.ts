import { describeFigure, figureValueText } from '../../domain/figure.ts';
import type { BookedReading, ReadingState } from '../../domain/figure-book.ts';
import { InputError } from '../../domain/input-error.ts';
import type { BookedFigure, DecideRequest, FigureDesk } from './figure-use-cases.ts';
import { findFigure } from './find-figure.ts';
import { standingOf } from './look-at-figures.ts';

/** What waits counts from now on, if its date is the newest; what was undone counts again. */
export function confirmReading(desk: FigureDesk, request: DecideRequest): Promise<BookedFigure> {
  const words = {
    nothing: 'Nothing waits to be confirmed',
    to: 'confirmed',
    action: 'confirm figure',
  } as const;
  return decide(desk, request, { ...words, meant: ['waiting'], named: ['waiting', 'undone'] });
}

/** The last change is taken back; also one that waits. */
export function undoReading(desk: FigureDesk, request: DecideRequest): Promise<BookedFigure> {
  const words = {
    nothing: 'Nothing was set that could be undone',
    to: 'undone',
    action: 'undo figure',
  } as const;
  const states = ['waiting', 'confirmed'] as const;
  return decide(desk, request, { ...words, meant: states, named: states });
}

interface Verdict {
  readonly to: 'confirmed' | 'undone';
  readonly action: string;
  /** States of the reading that is meant where no number is given, and where one is. */
  readonly meant: readonly ReadingState[];
  readonly named: readonly ReadingState[];
  readonly nothing: string;
}

async function decide(
  desk: FigureDesk,
  { figure: name, reading: number, by }: DecideRequest,
  verdict: Verdict,
): Promise<BookedFigure> {
  const found = findFigure(desk.campaigns, name);
  const { history, figure: before } = await standingOf(desk, found);
  const reading =
    number === undefined ? chooseReading(history, name, verdict) : readingByNumber(history, name, number);
  const at = desk.now();
  if (!(await desk.book.decide(reading.number, verdict.named, verdict.to, by, at))) {
    throw new InputError(
      `Reading ${reading.number} of ${name} is ${verdict.to} already: look at "figures show ${name}".`,
    );
  }
  const subject = `${found.campaign.id}/${found.figure.id}`;
  const standing = await standingOf(desk, found);
  await desk.ledger.audit({
    at,
    admin: by,
    action: verdict.action,
    subject,
    before: describeFigure(before),
    after: describeFigure(standing.figure),
    detail: `reading ${reading.number}: ${figureValueText(reading.value)}, as of ${reading.asOf}`,
  });
  return { standing, reading: standing.history.find(other => other.number === reading.number) };
}

function chooseReading(
  history: readonly BookedReading[],
  name: string,
  { meant, to, nothing }: Verdict,
): BookedReading {
  const open = history.filter(({ state }) => meant.includes(state));
  const [first] = open;
  if (first === undefined) throw new InputError(`${nothing} for ${name}: look at "figures show ${name}".`);
  if (to === 'confirmed' && open.length > 1) {
    const numbers = open
      .map(({ number, value, asOf }) => `${number} (${figureValueText(value)}, ${asOf})`)
      .join(', ');
    throw new InputError(`Several readings of ${name} wait: name one by its number: ${numbers}.`);
  }
  return first;
}

function readingByNumber(history: readonly BookedReading[], name: string, number: number): BookedReading {
  const reading = history.find(other => other.number === number);
  if (reading !== undefined) return reading;
  const known = history.map(other => other.number).join(', ') || 'none yet';
  throw new InputError(`${name} has no reading ${number}: use one of ${known}.`);
}
