import type { UseCases } from '../campaign/use-cases.ts';
import { figureValueText } from '../domain/figure.ts';
import type { FigureNews } from '../domain/figure-book.ts';
import type { Language } from '../domain/language.ts';
import type { Notice, StalePost } from '../domain/notice.ts';
import { type Answer, block, bold } from './answer.ts';
import type { Say } from './chat-texts.ts';
import { createPresenter, type Presenter } from './present.ts';

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
  switch (notice.kind) {
    case 'stale post':
      return askAboutPost(notice, createPresenter(useCases.campaigns(), language, say, ownZone), say);
    case 'reading waits':
      return askAboutReading(notice.reading, say);
    case 'source broken': {
      const { figure, url, fault = '' } = notice.source;
      return {
        blocks: [block(bold(say('source.broken', { figure }))), block(`${url}: ${say.retell(fault)}`)],
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
  say: Say,
): Answer {
  const values = { figure, number, value: figureValueText(value), asOf, by };
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
