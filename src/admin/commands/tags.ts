import type { TagList } from '../../campaign/seeing/look-at-tags.ts';
import { SEES } from '../../domain/member.ts';
import type { Block } from '../../domain/post.ts';
import { block, section } from '../answer.ts';
import type { Say } from '../chat-texts.ts';
import { createPresenter, type Presenter } from '../present.ts';
import { titleIn } from '../title-in.ts';
import type { Command } from './command.ts';

/** `/tags`: the hashtags in order of priority, and how many of them each network takes. */
export const tags: Command = {
  name: 'tags',
  roles: SEES,
  async answer({ say, language }, { useCases }) {
    const titles = new Map(useCases.campaigns().map(campaign => [campaign.id, campaign.titles]));
    const named = (list: TagList) => titleIn(titles.get(list.campaign) ?? {}, language) ?? list.campaign;
    const show = createPresenter(useCases.campaigns(), language, say);
    return { blocks: useCases.seeing.tags().flatMap(list => describeTags(list, named(list), show, say)) };
  },
};

function describeTags(
  { tags, taken, own }: TagList,
  campaign: string,
  show: Presenter,
  say: Say,
): readonly Block[] {
  const count = tags.length;
  if (count === 0 && own.length === 0) return [block(say('tags.none', { campaign }))];
  const numbered = tags.map((tag, index) => `${index + 1}. #${tag}`);
  const networks = taken.map(network =>
    network.count >= count
      ? say('tags.all', { network: network.title })
      : say('tags.first', { network: network.title, count: network.count }),
  );
  return [
    section(say('tags.title', { campaign }), numbered),
    ...(count === 0 ? [] : [section(say('tags.networks'), networks)]),
    ...(own.length === 0
      ? []
      : [
          section(
            say('tags.own'),
            own.map(({ post, tags }) => `${show.title(post)}: ${tags.map(tag => `#${tag}`).join(' ')}`),
          ),
        ]),
  ];
}
