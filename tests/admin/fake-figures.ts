import type { FigureStanding, FigureUseCases } from '../../src/campaign/figures/figure-use-cases.ts';
import { baseFigure, booked } from '../figures/reading.ts';

type Answer = <Result>(what: string, request: unknown, result: Result) => Result;

const figure = baseFigure({ id: 'women_in_custody' });
const waiting = booked(7, {
  figure: figure.id,
  state: 'waiting',
  why: 'it jumps from 198 to 400, by more than 39',
});

export const standing: FigureStanding = {
  campaign: 'may-21',
  figure,
  setBy: 'file',
  stale: true,
  staleFrom: new Date('2024-06-25T00:00:00Z'),
  waiting: [waiting],
  disagreeing: [],
  history: [waiting],
  fromFile: [],
};

/** One figure that is too old, and of which a value waits. */
export function createFakeFigures(answer: Answer): FigureUseCases {
  return {
    list: async () => answer('figures.list', undefined, [standing]),
    show: async name => answer('figures.show', name, standing),
    set: async request => answer('figures.set', request, { reading: waiting, standing }),
    confirm: async request =>
      answer('figures.confirm', request, { reading: { ...waiting, state: 'confirmed' as const }, standing }),
    undo: async request =>
      answer('figures.undo', request, { reading: { ...waiting, state: 'undone' as const }, standing }),
    fetch: async name => answer('figures.fetch', name, []),
  };
}
