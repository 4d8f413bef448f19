import type { Figure } from '../../src/domain/figure.ts';
import type { BookedReading, NewReading } from '../../src/domain/figure-book.ts';

export const NOW = new Date('2026-11-20T12:00:00Z');

export function newReading(over: Partial<NewReading> = {}): NewReading {
  return {
    campaign: 'may-21',
    figure: 'women',
    value: { kind: 'exact', value: 201 },
    asOf: '2026-11-20',
    source: { name: { en: 'Viasna' }, url: 'https://spring96.org/' },
    by: 'terminal',
    at: NOW,
    state: 'confirmed',
    ...over,
  };
}

export function booked(number: number, over: Partial<BookedReading> = {}): BookedReading {
  return { ...newReading(), number, state: 'confirmed', ...over };
}

export function exactly(value: number) {
  return { kind: 'exact', value } as const;
}

export function baseFigure(over: Partial<Figure> = {}): Figure {
  return {
    id: 'women',
    titles: { en: 'women' },
    unit: 'person',
    nouns: { en: { one: 'woman', other: 'women' } },
    value: exactly(198),
    asOf: '2024-03-26',
    source: { name: { en: 'Foundation' }, url: 'https://belaruswomen.org/' },
    maxAgeDays: 90,
    earlier: [],
    ...over,
  };
}
