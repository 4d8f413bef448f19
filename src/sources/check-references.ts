import type { Figure } from '../domain/figure.ts';
import type { CampaignContent } from './campaign-schema.ts';
import type { YamlFile } from './read-yaml.ts';
import { fault } from './schema-faults.ts';

/** What one value of `campaign.yaml` says of another. */
export function checkReferences(file: YamlFile, content: CampaignContent): readonly string[] {
  const posts = Object.keys(content.posts);
  const links = Object.keys(content.links ?? {});
  return [
    ...repeated(file, ['languages'], content.languages),
    ...repeated(file, ['hashtags'], content.hashtags),
    ...Object.entries(content.posts).flatMap(([name, { hashtags = [], languages = [], card }]) => [
      ...repeated(file, ['posts', name, 'hashtags'], hashtags),
      ...repeated(file, ['posts', name, 'languages'], languages),
      ...unknown(file, ['posts', name, 'card'], card, links, 'link'),
    ]),
    ...unknown(file, ['ticker', 'post'], content.ticker?.post, posts, 'post'),
    ...Object.entries(content.occasions ?? {}).flatMap(([id, occasion]) =>
      occasion.posts.flatMap(({ post }, index) =>
        unknown(file, ['occasions', id, 'posts', index, 'post'], post, posts, 'post'),
      ),
    ),
  ];
}

/** The figures that cards show, and those on whose change an occasion waits. */
export function checkFigures(
  file: YamlFile,
  content: CampaignContent,
  figures: readonly Figure[],
): readonly string[] {
  const known = figures.map(({ id }) => id);
  return [...checkCards(file, content, known), ...checkChanges(file, content, known)];
}

function checkCards(file: YamlFile, content: CampaignContent, known: readonly string[]): readonly string[] {
  return Object.entries(content.posts).flatMap(([post, { cards = [] }]) =>
    cards.flatMap((card, number) => {
      const path = ['posts', post, 'cards', number, 'figures'];
      return [
        ...repeated(file, path, card.figures),
        ...card.figures.flatMap((id, index) => unknown(file, [...path, index], id, known, 'figure')),
      ];
    }),
  );
}

function checkChanges(file: YamlFile, content: CampaignContent, known: readonly string[]): readonly string[] {
  return Object.entries(content.occasions ?? {}).flatMap(([id, { rule }]) =>
    rule.kind === 'change'
      ? rule.figures.flatMap((name, index) =>
          unknown(file, ['occasions', id, 'changes', index], name, known, 'figure'),
        )
      : [],
  );
}

function unknown(
  file: YamlFile,
  path: readonly PropertyKey[],
  name: string | undefined,
  known: readonly string[],
  what: string,
): readonly string[] {
  if (name === undefined || known.includes(name)) return [];
  return [
    fault(file, path, `is "${name}", which is no ${what}: use one of ${known.join(', ') || 'none yet'}`),
  ];
}

/** Hashtags are the same to a network in small letters and in capitals. */
function repeated(
  file: YamlFile,
  path: readonly PropertyKey[],
  values: readonly string[],
): readonly string[] {
  const plain = values.map(value => value.toLowerCase());
  return plain.flatMap((value, index) =>
    plain.indexOf(value) < index
      ? [fault(file, [...path, index], `is "${values[index]}", which stands there already: keep one of them`)]
      : [],
  );
}
