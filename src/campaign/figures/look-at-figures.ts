import { describeStanding } from './describe-standing.ts';
import type { FigureDesk, FigureStanding } from './figure-use-cases.ts';
import { type FoundFigure, findFigure } from './find-figure.ts';

type Archive = Pick<FigureDesk, 'campaigns' | 'book' | 'now'>;

export async function listFigures(desk: Archive): Promise<readonly FigureStanding[]> {
  const history = Map.groupBy(
    await desk.book.readings({}),
    ({ campaign, figure }) => `${campaign}/${figure}`,
  );
  return desk.campaigns.flatMap(campaign =>
    campaign.figures.map(figure =>
      describeStanding({ campaign, figure }, history.get(`${campaign.id}/${figure.id}`) ?? [], desk.now()),
    ),
  );
}

export function showFigure(desk: Archive, name: string): Promise<FigureStanding> {
  return standingOf(desk, findFigure(desk.campaigns, name));
}

export async function standingOf(desk: Archive, found: FoundFigure): Promise<FigureStanding> {
  const history = await desk.book.readings({ campaign: found.campaign.id, figure: found.figure.id });
  return describeStanding(found, history, desk.now());
}
