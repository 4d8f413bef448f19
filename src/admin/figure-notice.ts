import type { UseCases } from '../campaign/use-cases.ts';
import type { FigureNews } from '../domain/figure-book.ts';
import type { Language } from '../domain/language.ts';
import type { Notice, StalePost } from '../domain/notice.ts';
import { type Answer, block, bold } from './answer.ts';
import type { Say } from './chat-texts.ts';
import { createPresenter, type Presenter } from './present.ts';
import { sayAsOf, sayValue } from './say-figure.ts';

export function isFigureNotice(notice: Notice): notice is FigureNews | StalePost {
  return ['stale post', 'reading waits', 'source broken'].includes(notice.kind);
}

/** What admins are told and asked about figures. The buttons are commands, so that they work after a restart too. */
export function describeFigureNotice(
  notice: FigureNews | StalePost,
  useCases: UseCases,
  language: Language,
  say: Say,
  ownZone?: string,
): Answer {
  const show = createPresenter(useCases.campaigns(), language, say, ownZone);
  switch (notice.kind) {
    case 'stale post':
      return askAboutPost(notice, show, say);
    case 'reading waits':
      return askAboutReading(notice.reading, show, language, say);
    case 'source broken': {
      const { figure, url, fault = '' } = notice.source;
      return {
        blocks: [
          block(bold(say('source.broken', { figure: show.figure(figure) }))),
          block(`${url}: ${say.retell(fault)}`),
        ],
      };
    }
  }
}

function askAboutPost(notice: StalePost, show: Presenter, say: Say): Answer {
  const { post, occurrence, dueAt, why, places } = notice;
  const subject = `${post}/${occurrence}`;
  const values = { title: show.title(post), time: show.time(dueAt, post), places: places.join(', ') };
  return {
    blocks: [
      block(bold(say('stale.title'))),
      block(say('stale.text', values)),
      block(show.retell(why, post)),
    ],
    buttons: [
      [{ text: say('stale.update'), data: 'figures:' }],
      [{ text: say('stale.publish'), data: `publish:${subject}` }],
      [{ text: say('stale.cancel'), data: `cancel:${subject}` }],
    ],
  };
}

function askAboutReading(
  { figure, number, value, asOf, by, why = '' }: (FigureNews & { kind: 'reading waits' })['reading'],
  show: Presenter,
  language: Language,
  say: Say,
): Answer {
  const values = {
    figure: show.figure(figure),
    number,
    value: sayValue(value, language),
    asOf: sayAsOf(asOf, language),
    by: say(`log.by.${by}`, { defaultValue: by }),
  };
  return {
    blocks: [block(bold(say('reading.title'))), block(say('reading.text', values)), block(say.retell(why))],
    buttons: [
      [
        { text: say('reading.confirm'), data: `figures:confirm ${figure} ${number}` },
        { text: say('reading.undo'), data: `figures:undo ${figure} ${number}` },
      ],
    ],
  };
}
