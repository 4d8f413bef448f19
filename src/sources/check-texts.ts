import type { NetworkName } from '../domain/place.ts';
import type { CampaignContent } from './campaign-schema.ts';
import type { LoadOptions } from './load-options.ts';
import { CORRECTION, parseTextName } from './match-texts.ts';
import type { YamlFile } from './read-yaml.ts';
import { fault } from './schema-faults.ts';

/** Whether posts and text files belong together: never half a campaign, and no file that nobody reads. */
export function checkTexts(
  file: YamlFile,
  content: CampaignContent,
  names: readonly string[],
  { networks, keepGaps = false }: LoadOptions,
): readonly string[] {
  return [
    ...(keepGaps ? [] : missingTexts(file, content, names)),
    ...names
      .filter(name => name.endsWith('.liquid'))
      .flatMap(name => {
        const what = strayText(name, content, networks);
        const folder = file.label.slice(0, file.label.lastIndexOf('/'));
        return what === undefined ? [] : [`${folder}/${name}:1: ${what}.`];
      }),
  ];
}

function missingTexts(file: YamlFile, content: CampaignContent, names: readonly string[]): readonly string[] {
  return Object.entries(content.posts).flatMap(([post, { languages = content.languages }]) =>
    languages
      .map(language => ({ language, name: `${post}.${language}.liquid` }))
      .filter(({ name }) => !names.includes(name))
      .map(({ language, name }) =>
        fault(file, ['posts', post], `has no text in "${language}" and is refused whole: add ${name}`),
      ),
  );
}

function strayText(
  name: string,
  content: CampaignContent,
  networks: readonly NetworkName[] | undefined,
): string | undefined {
  const said = parseTextName(name);
  if (said === undefined) {
    return 'the name says no post and language: name it <post>.<language>.liquid or <post>.<language>.<network>.liquid';
  }
  const post = content.posts[said.post];
  if (post === undefined) {
    return `there is no post "${said.post}": add it under "posts" in campaign.yaml, or take the file away`;
  }
  const languages = post.languages ?? content.languages;
  if (!languages.includes(said.language)) {
    return `the post "${said.post}" is not in "${said.language}": add it to "languages" in campaign.yaml, or take the file away`;
  }
  if (said.network === undefined || said.network === CORRECTION) return undefined;
  if (!(networks?.includes(said.network) ?? true)) {
    return `there is no network "${said.network}": use one of ${networks?.join(', ')}, or take the file away`;
  }
  return undefined;
}
