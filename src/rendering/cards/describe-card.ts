import type { Figure } from '../../domain/figure.ts';
import type { Speech } from '../speech.ts';
import { type CardMaterial, type CellWords, cardWords } from './card-words.ts';
import { chartOf, namedPoints } from './history.ts';

/** The alt text of a card: everything that it shows, with every date and source, from the same figures. */
export function describeCard(material: CardMaterial): string {
  const { title, publisher, cells } = cardWords(material);
  return [
    title,
    ...cells.flatMap((cell, index) => describeCell(cell, cells[index + 1])),
    ...describeHistory(material),
    ...(publisher === undefined ? [] : [publisher]),
  ]
    .map(sentence => (/[.!?…]$/u.test(sentence) ? sentence : `${sentence}.`))
    .join(' ');
}

/** A source that the next figure has as well is named once, after the last of them. */
function describeCell(cell: CellWords, next: CellWords | undefined): readonly string[] {
  const counted = [cell.before, cell.number, cell.after].filter(text => text !== '').join(' ');
  const said = `${cell.label}: ${counted}, ${cell.asOf}`;
  return next?.source === cell.source ? [said] : [said, cell.source];
}

/** The points of the line chart: `21 May 2023: 186; 26 March 2024: 198`. */
function describeHistory({ figures, speech }: CardMaterial): readonly string[] {
  const points = chartOf(figures);
  if (points === undefined) return [];
  return [
    namedPoints(points)
      .map(({ reading }) => describePoint(reading, speech))
      .join('; '),
  ];
}

function describePoint({ asOf, value }: Pick<Figure, 'asOf' | 'value'>, speech: Speech): string {
  return `${speech.date(asOf)}: ${speech.number(value)}`;
}
