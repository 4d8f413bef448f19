import type { CampaignSummary } from '../../campaign/use-cases.ts';
import type { Preview } from '../../domain/draft.ts';
import { SEES } from '../../domain/member.ts';
import type { Block } from '../../domain/post.ts';
import { type Answer, block, bold } from '../answer.ts';
import type { Say } from '../chat-texts.ts';
import { createPresenter } from '../present.ts';
import type { Call, Command, CommandDependencies } from './command.ts';

export const preview: Command = {
  name: 'preview',
  roles: SEES,
  async answer(call, dependencies) {
    const [post, ...rest] = call.argument.split(/\s+/).filter(word => word !== '');
    return post === undefined ? choosePost(call, dependencies) : showPost(post, rest, call, dependencies);
  },
};

/** `words`: a language, a network, or both, in any order; without a language, the admin's own. */
async function showPost(
  post: string,
  words: readonly string[],
  { language, say }: Call,
  { useCases }: CommandDependencies,
): Promise<Answer> {
  const campaign = useCases.campaigns().find(({ id }) => post.startsWith(`${id}/`));
  const languages = campaign?.languages ?? [];
  const named = words.find(word => languages.includes(word));
  const network = words.find(word => word !== named);
  const shown = named ?? languages.find(known => known === language) ?? languages[0];
  const previews = await useCases.preview({
    post,
    ...(shown === undefined ? {} : { language: shown }),
    ...(network === undefined ? {} : { network: network.toLowerCase() }),
  });
  const others = languages.filter(other => other !== shown);
  const rest = network === undefined ? '' : ` ${network}`;
  return {
    blocks: previews.flatMap(one => previewBlocks(one, say)),
    buttons: [others.map(other => ({ text: languageName(other), data: `preview:${post} ${other}${rest}` }))],
  };
}

function previewBlocks({ network, language, parts, refusal }: Preview, say: Say): readonly Block[] {
  if (refusal !== undefined) return [block(bold(`${network} · ${language}`), `\n${say.retell(refusal)}`)];
  return parts.flatMap(({ text, length, limit, unit }, index) => {
    const number = parts.length === 1 ? '' : ` · ${index + 1}/${parts.length}`;
    const count = say('preview.count', { length, limit, unit: say(`unit.${unit}`) });
    return [block(bold(`${network} · ${language}${number}`), ` · ${count}`), block(text)];
  });
}

function choosePost({ language, say }: Call, { useCases }: CommandDependencies): Answer {
  const campaigns = useCases.campaigns();
  return {
    blocks: [block(say('preview.which'))],
    buttons: campaigns.flatMap(campaign => postRows(campaign, campaigns, language, say)),
  };
}

function postRows(
  campaign: CampaignSummary,
  campaigns: readonly CampaignSummary[],
  language: string,
  say: Say,
) {
  const show = createPresenter(campaigns, language, say);
  const templates = campaign.posts.filter(({ inChat }) => inChat !== true);
  return templates.map(({ id }) => [{ text: show.title(id), data: `preview:${id}` }]);
}

function languageName(language: string): string {
  const name = new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;
  return name.slice(0, 1).toLocaleUpperCase(language) + name.slice(1);
}
