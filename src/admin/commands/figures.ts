import type { BookedFigure, FigureStanding } from '../../campaign/figures/figure-use-cases.ts';
import { type Figure, figureValueText } from '../../domain/figure.ts';
import type { BookedReading } from '../../domain/figure-book.ts';
import type { Language } from '../../domain/language.ts';
import { SEES, WRITES } from '../../domain/member.ts';
import { type Answer, block, bold, section } from '../answer.ts';
import type { Say } from '../chat-texts.ts';
import { inRows } from '../in-rows.ts';
import { Misunderstood } from '../misunderstood.ts';
import { sayAsOf, sayValue, titleOfFigure } from '../say-figure.ts';
import type { Call, Command, CommandDependencies } from './command.ts';

/** `/figures`, `/figures <id>`, `/figures set <id> <value> <date> [<address> <name>]`, `/figures confirm|undo <id> [<number>]`. */
export const figures: Command = {
  name: 'figures',
  roles: SEES,
  rolesFor: argument => (/^(set|confirm|undo)\b/.test(argument) ? WRITES : SEES),
  async answer(call, dependencies) {
    const [what = '', ...words] = call.argument.split(/\s+/).filter(word => word !== '');
    if (what === 'set') return set(words, call, dependencies);
    if (what === 'confirm' || what === 'undo') return decide(what, words, call, dependencies);
    if (what !== '') return show(what, call, dependencies);
    return list(call, dependencies);
  },
};

const BUTTONS_IN_A_ROW = 5;

/** What is too old comes first, the oldest of it before all. Titles are longer than a button: it has the number. */
async function list({ say, language }: Call, { useCases }: CommandDependencies): Promise<Answer> {
  const standings = (await useCases.figures.list()).toSorted(
    (one, other) =>
      Number(other.stale) - Number(one.stale) || one.staleFrom.getTime() - other.staleFrom.getTime(),
  );
  return {
    blocks: [
      section(
        say('status.figures'),
        standings.map((standing, index) => `${index + 1}. ${line(standing, language, say)}`),
      ),
      ...exampleOf(standings).map(figure =>
        block(say('figures.how', { figure: figure.id, ...typed(figure) })),
      ),
    ],
    buttons: inRows(
      standings.map(({ campaign, figure }, index) => ({
        text: String(index + 1),
        data: `figures:${campaign}/${figure.id}`,
      })),
      BUTTONS_IN_A_ROW,
    ),
  };
}

/** A plain number is the easiest to follow; a campaign without figures has no example. */
function exampleOf(standings: readonly FigureStanding[]): readonly Figure[] {
  const known = standings.map(({ figure }) => figure);
  return [...known.filter(({ value }) => value.kind === 'exact'), ...known].slice(0, 1);
}

/** What it is now, as `/figures set` takes it: who sends the example as it stands changes nothing. */
function typed({ value, asOf }: Figure): { readonly value: string; readonly asOf: string } {
  return { value: figureValueText(value), asOf };
}

function line({ figure, stale, waiting }: FigureStanding, language: Language, say: Say): string {
  const marks = [
    ...(stale ? [say('figures.old')] : []),
    ...(waiting.length > 0 ? [say('figures.waiting', { count: waiting.length })] : []),
  ];
  const value = `${sayValue(figure.value, language)} (${sayAsOf(figure.asOf, language)})`;
  return [`${titleOfFigure(figure, language)}: ${value}`, ...marks].join(' · ');
}

async function show(
  name: string,
  { say, language }: Call,
  { useCases }: CommandDependencies,
): Promise<Answer> {
  const standing = await useCases.figures.show(name);
  const { figure, history, disagreeing } = standing;
  return {
    blocks: [
      block(bold(line(standing, language, say)), `\n${figure.id}\n${figure.source.url}`),
      ...(disagreeing.length === 0
        ? []
        : [
            section(
              say('figures.disagreeing'),
              disagreeing.map(
                ({ value, asOf, source }) =>
                  `${sayValue(value, language)} (${sayAsOf(asOf, language)}) ${source.url}`,
              ),
            ),
          ]),
      ...(history.length === 0
        ? []
        : [
            section(
              say('figures.history'),
              history.slice(0, 10).map(reading => readingLine(reading, language, say)),
            ),
          ]),
    ],
    buttons: [
      [
        { text: say('figures.change'), data: `figures:set ${standing.campaign}/${figure.id}` },
        { text: say('figures.all'), data: 'figures:' },
      ],
    ],
  };
}

function readingLine(
  { number, value, asOf, state, by }: BookedReading,
  language: Language,
  say: Say,
): string {
  const said = `${sayValue(value, language)} (${sayAsOf(asOf, language)})`;
  return `${number}. ${said}, ${say(`figures.state.${state}`)}, ${say(`log.by.${by}`, { defaultValue: by })}`;
}

async function set(
  [figure, value, asOf, url, ...name]: readonly string[],
  call: Call,
  { useCases }: CommandDependencies,
): Promise<Answer> {
  const { admin } = call;
  if (figure === undefined) throw new Misunderstood('figures.incomplete');
  if (value === undefined) return askForValue(figure, call, useCases);
  if (asOf === undefined) throw new Misunderstood('figures.incomplete');
  if (url !== undefined && name.length === 0) throw new Misunderstood('figures.nameless');
  const source = url === undefined ? {} : { source: { url, name: name.join(' ') } };
  return booked(await useCases.figures.set({ figure, value, asOf, by: admin, ...source }), call);
}

/** The member's next message brings the value and the date. */
async function askForValue(
  name: string,
  { say, language }: Call,
  useCases: CommandDependencies['useCases'],
): Promise<Answer> {
  const { figure } = await useCases.figures.show(name);
  return {
    blocks: [
      block(
        bold(say('figures.newValue', { figure: titleOfFigure(figure, language) })),
        `\n${say('figures.newValueHow', typed(figure))}`,
      ),
    ],
    expects: `figures:set ${name}`,
  };
}

async function decide(
  what: 'confirm' | 'undo',
  [figure, number]: readonly string[],
  call: Call,
  { useCases }: CommandDependencies,
): Promise<Answer> {
  if (figure === undefined) throw new Misunderstood('figures.incomplete');
  const reading = /^\d{1,9}$/.test(number ?? '') ? { reading: Number(number) } : {};
  return booked(await useCases.figures[what]({ figure, by: call.admin, ...reading }), call);
}

function booked({ reading, standing }: BookedFigure, { say, language }: Call): Answer {
  const { figure } = standing;
  const inForce = say('figures.inForce', {
    figure: titleOfFigure(figure, language),
    value: sayValue(figure.value, language),
    asOf: sayAsOf(figure.asOf, language),
  });
  if (reading?.state !== 'waiting') return { blocks: [block(bold(inForce))] };
  const { number, why = '' } = reading;
  return {
    blocks: [block(bold(say('figures.waits', { number }))), block(say.retell(why)), block(inForce)],
    buttons: [
      [
        { text: say('reading.confirm'), data: `figures:confirm ${figure.id} ${number}` },
        { text: say('reading.undo'), data: `figures:undo ${figure.id} ${number}` },
      ],
    ],
  };
}
