import { readSettings } from '../../src/config.ts';
import type { CardDrawing, FigureCardSize } from '../../src/domain/figure-card.ts';
import { networks as definitions } from '../../src/networks/registry.ts';
import { openStudio } from '../../src/wiring/open-studio.ts';
import { botEnvironment, FOLDER } from '../bot.ts';
import { median, quantile, round } from '../figures.ts';
import type { Section } from '../section.ts';

const CAMPAIGN = 'may-21';
const LANGUAGES = ['en', 'ru', 'be'];
const SIZES: readonly FigureCardSize[] = ['wide', 'square'];
const CARDS = {
  one: ['women_in_custody'],
  four: ['women_in_custody', 'women_house_arrest', 'minors_in_custody', 'total_in_custody'],
};
const WARM_UP = 3;
const RUNS = 20;

/** From what a card says to the bytes of its PNG, in each language and size: the very first one, and warm. */
export const measureCards: Section = async ({ say, signal }) => {
  const studio = await openStudio(readSettings(FOLDER, botEnvironment({}), definitions));
  const campaign = studio.campaigns.find(({ id }) => id === CAMPAIGN);
  if (campaign === undefined) throw new Error(`there is no campaign ${CAMPAIGN}`);
  const cards = Object.entries(CARDS).flatMap(([name, figures]) =>
    SIZES.flatMap(size =>
      LANGUAGES.map(language => ({
        card: `${name} ${size} ${language}`,
        drawing: studio.describeCard(campaign, { figures, size }, language).drawing,
      })),
    ),
  );
  const draw = async (drawing: CardDrawing) => {
    signal.throwIfAborted();
    const begun = performance.now();
    const { length } = await studio.drawCard(drawing);
    return { ms: performance.now() - begun, bytes: length };
  };
  const [first] = cards;
  const firstMs = first === undefined ? 0 : (await draw(first.drawing)).ms;
  say(`${cards.length} cards, ${RUNS} times after ${WARM_UP} to warm up`);
  const measured = [];
  for (const { card, drawing } of cards) {
    for (let run = 0; run < WARM_UP; run += 1) await draw(drawing);
    const runs = [];
    for (let run = 0; run < RUNS; run += 1) runs.push(await draw(drawing));
    const times = runs.map(({ ms }) => ms);
    const bytes = runs[0]?.bytes ?? 0;
    measured.push({ card, warmMs: round(median(times)), warmP95Ms: round(quantile(times, 0.95)), bytes });
  }
  const slowest = Math.max(...measured.map(({ warmMs }) => warmMs));
  const largest = Math.max(...measured.map(({ bytes }) => bytes));
  return {
    firstMs: round(firstMs),
    slowestWarmMs: slowest,
    largestBytes: largest,
    cards: measured,
    targets: { warmUnder300Ms: slowest < 300, under1MB: largest < 1_000_000 },
  };
};
