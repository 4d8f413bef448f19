import { confirmReading, undoReading } from './decide-reading.ts';
import { fetchFigures } from './fetch-figures.ts';
import type { FigureDesk, FigureUseCases } from './figure-use-cases.ts';
import { listFigures, showFigure } from './look-at-figures.ts';
import { setFigure } from './set-figure.ts';

export function createFigureUseCases(desk: FigureDesk): FigureUseCases {
  return {
    list: () => listFigures(desk),
    show: figure => showFigure(desk, figure),
    set: request => setFigure(desk, request),
    confirm: request => confirmReading(desk, request),
    undo: request => undoReading(desk, request),
    fetch: figure => fetchFigures(desk, figure),
  };
}
