import type { ManuscriptView } from '../../campaign/writing/writing-use-cases.ts';
import type { WritingStep } from '../../domain/manuscript.ts';
import type { Block } from '../../domain/post.ts';
import { type Answer, type Button, block, bold } from '../answer.ts';
import type { Call } from '../commands/command.ts';
import { formatTime } from '../format-time.ts';
import { sayOwnTime } from '../present.ts';
import { titleIn } from '../title-in.ts';
import { inLanguage, nameOfLanguage } from './in-language.ts';

type Rows = readonly (readonly Button[])[];
type Speaker = Pick<Call, 'say' | 'language' | 'timeZone'>;

/** A step that asks something; the preview is made elsewhere. */
export type AskingStep = Exclude<WritingStep, { readonly ask: 'preview' }>;

/** What is asked now, with everything that can be pressed. */
export function describeStep(view: ManuscriptView, step: AskingStep, call: Speaker): Answer {
  const { blocks, rows } = askFor(view, step, call);
  return { blocks, buttons: [...rows, ...ways(view, call)] };
}

interface Asked {
  readonly blocks: readonly Block[];
  readonly rows: Rows;
}

function askFor(view: ManuscriptView, step: AskingStep, call: Speaker): Asked {
  switch (step.ask) {
    case 'campaign':
      return askCampaign(view, call);
    case 'template':
      return askTemplate(view, call);
    case 'text':
      return askText(view, step.language, call);
    case 'pictures':
      return askPictures(view, call);
    case 'alt':
      return askAlt(view, step, call);
    case 'places':
      return askPlaces(view, call);
    case 'time':
      return askTime(view, call);
    case 'tags':
      return askTags(view, call);
  }
}

function press({ manuscript }: ManuscriptView, text: string, what: string): Button {
  return { text, data: `new:${manuscript.id} ${what}` };
}

function askCampaign(view: ManuscriptView, { say, language }: Speaker): Asked {
  return {
    blocks: [block(bold(say('writing.campaign')))],
    rows: view.campaigns.map(({ id, titles }) => [
      press(view, titleIn(titles, language) ?? id, `campaign ${id}`),
    ]),
  };
}

function askTemplate(view: ManuscriptView, { say, language }: Speaker): Asked {
  return {
    blocks: [block(bold(say('writing.template'))), block(say('writing.templateHow'))],
    rows: [
      [press(view, say('writing.scratch'), 'template')],
      ...view.templates.map(({ id, titles }) => [
        press(view, titleIn(titles, language) ?? id, `template ${id}`),
      ]),
    ],
  };
}

function askText(view: ManuscriptView, language: string, { say }: Speaker): Asked {
  const asked = block(bold(say('writing.text', { in: inLanguage(language, say) })));
  if (view.text === undefined) return { blocks: [asked, block(say('writing.textHow'))], rows: [] };
  return {
    blocks: [asked, block(say('writing.textNow')), ...view.text.map(shown), block(say('writing.textOther'))],
    rows: [[press(view, say('writing.keep'), 'next')]],
  };
}

/** The tags have their place in the text, and are chosen later. */
function shown(one: Block): Block {
  return one.kind === 'tags' ? block('#…') : one;
}

function askPictures(view: ManuscriptView, { say }: Speaker): Asked {
  const { pictures } = view.manuscript;
  const count = pictures.length;
  if (count === 0) {
    return {
      blocks: [block(bold(say('writing.pictures'))), block(say('writing.picturesHow'))],
      rows: [[press(view, say('writing.without'), 'next')]],
    };
  }
  const [first = 'en'] = view.languages;
  return {
    blocks: [block(bold(say('writing.picturesThere', { count }))), block(say('writing.picturesMore'))],
    rows: [
      [press(view, say('writing.next'), 'next')],
      [
        press(view, say('writing.takeOut'), 'out'),
        press(view, say('writing.describeAnew'), `go alt ${first}`),
      ],
    ],
  };
}

function askAlt(
  view: ManuscriptView,
  { picture, language }: Extract<WritingStep, { ask: 'alt' }>,
  { say }: Speaker,
): Asked {
  const { pictures } = view.manuscript;
  const alt = pictures[picture]?.alt[language];
  const number = picture + 1;
  const values = { number, total: pictures.length, in: inLanguage(language, say) };
  const blocks = [block(bold(say('writing.alt', values))), block(say('writing.altHow'))];
  const takeOut = press(view, say('writing.takeOut'), 'out');
  if (alt === undefined) return { blocks, rows: [[takeOut]] };
  return {
    blocks: [...blocks, block(say('writing.textNow')), block(alt)],
    rows: [[press(view, say('writing.keep'), 'next')], [takeOut]],
  };
}

function askPlaces(view: ManuscriptView, { say }: Speaker): Asked {
  const buttons = view.places.map(({ id, title, language, ambiguous, on }) => {
    const name = ambiguous ? `${title} · ${id}` : `${title} · ${nameOfLanguage(language)}`;
    return press(view, `${on ? '✅' : '⬜'} ${name}`, `place ${id}`);
  });
  return {
    blocks: [block(bold(say('writing.places'))), block(say('writing.placesHow'))],
    rows: [...inPairs(buttons), [press(view, say('writing.next'), 'next')]],
  };
}

function askTime(view: ManuscriptView, call: Speaker): Asked {
  const { say } = call;
  const { at } = view.manuscript;
  const asked = block(bold(say('writing.time')));
  const how = block(say('writing.timeHow', { timeZone: view.timeZone }));
  const now = press(view, say('writing.now'), 'now');
  if (at === undefined) return { blocks: [asked, how], rows: [[now]] };
  const time = timeLine(new Date(at), view, call);
  return {
    blocks: [asked, block(say('writing.textNow'), ' ', time), how],
    rows: [[press(view, say('writing.keep'), 'next')], [now]],
  };
}

/** With its weekday, so that a mistake is seen; and beside it by the member's own clock. */
export function timeLine(
  at: Date,
  { timeZone }: ManuscriptView,
  { language, say, timeZone: own }: Speaker,
): string {
  const time = formatTime(at, language, timeZone, { dateStyle: 'full', timeStyle: 'short' });
  const beside = sayOwnTime(at, timeZone, own, language, say);
  return `${time} (${[timeZone, ...(beside === undefined ? [] : [beside])].join('; ')})`;
}

function askTags(view: ManuscriptView, { say }: Speaker): Asked {
  const buttons = view.tags.map(({ tag, on }, index) =>
    press(view, `${on ? '✅' : '⬜'} ${index + 1}. #${tag}`, `tag ${tag}`),
  );
  return {
    blocks: [block(bold(say('writing.tags'))), block(say('writing.tagsHow'))],
    rows: [...buttons.map(button => [button]), [press(view, say('writing.next'), 'next')]],
  };
}

/** One step back, straight to the preview, or out. */
function ways(view: ManuscriptView, { say }: Speaker): Rows {
  const { step } = view.manuscript;
  const canJump = view.whole && step.ask !== 'preview' && step.ask !== 'alt';
  return [
    [
      ...(view.canGoBack ? [press(view, say('writing.back'), 'back')] : []),
      ...(canJump ? [press(view, say('writing.toPreview'), 'go preview')] : []),
    ],
    [press(view, say('writing.drop'), 'drop')],
  ].filter(row => row.length > 0);
}

function inPairs(buttons: readonly Button[]): Rows {
  return buttons.flatMap((button, index) => {
    const other = buttons[index + 1];
    return index % 2 === 1 ? [] : [other === undefined ? [button] : [button, other]];
  });
}
