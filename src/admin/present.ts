import type { CampaignSummary } from '../campaign/use-cases.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Language } from '../domain/language.ts';
import type { Block } from '../domain/post.ts';
import { section } from './answer.ts';
import type { Say } from './chat-texts.ts';

/** Names and times as an admin reads them. */
export interface Presenter {
  /** The post's title in the admin's language, or else in one that it has. */
  title(post: string): string;
  /** In the zone of the post's campaign. */
  time(at: Date, post: string): string;
  zone(post: string): string;
  money(amount: number, currency: string): string;
  /** Deliveries of one post at one time under one heading, their places by state. */
  sections(deliveries: readonly Delivery[]): readonly Block[];
}

export function createPresenter(
  campaigns: readonly CampaignSummary[],
  language: Language,
  say: Say,
): Presenter {
  const campaignOf = (post: string) => campaigns.find(({ id }) => post.startsWith(`${id}/`));
  const zone = (post: string) => campaignOf(post)?.timeZone ?? 'UTC';
  const title = (post: string) => {
    const titles = campaignOf(post)?.posts.find(({ id }) => id === post)?.titles ?? {};
    return titles[language] ?? Object.values(titles)[0] ?? post;
  };
  const time = (at: Date, post: string) =>
    new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: zone(post),
    }).format(at);
  return {
    title,
    time,
    zone,
    money: (amount, currency) =>
      new Intl.NumberFormat(language, { style: 'currency', currency, maximumFractionDigits: 3 }).format(
        amount,
      ),
    sections: deliveries =>
      [...Map.groupBy(deliveries, ({ post, dueAt }) => `${post} ${dueAt.getTime()}`).values()].flatMap(
        group => {
          const [first] = group;
          if (first === undefined) return [];
          const heading = `${time(first.dueAt, first.post)} · ${title(first.post)}`;
          return [section(heading, [`${first.post}/${first.occurrence}`, ...stateLines(group, say)])];
        },
      ),
  };
}

function stateLines(deliveries: readonly Delivery[], say: Say): readonly string[] {
  return [
    ...Map.groupBy(deliveries, ({ state, note }) => `${say(`state.${state}`)}${note ? ` (${note})` : ''}`),
  ].map(([state, group]) => `${state}: ${group.map(({ place }) => place).join(', ')}`);
}
