import type { PostTexts, TextFile } from '../domain/campaign.ts';
import type { Language } from '../domain/language.ts';
import type { NetworkName } from '../domain/place.ts';

/** In the place of a network's name: what a correction of the post says. */
export const CORRECTION = 'correction';

/** A text file and what its name says: `<post>.<language>.liquid`, `<post>.<language>.<network or correction>.liquid`. */
export interface NamedText extends TextFile {
  readonly post: string;
  readonly language: Language;
  readonly network: NetworkName | undefined;
}

const NAME = /^(?<post>[^.]+)\.(?<language>[^.]+)(?:\.(?<network>[^.]+))?\.liquid$/;

/** What the name of a text file says; undefined where it does not say it. */
export function parseTextName(name: string): Pick<NamedText, 'post' | 'language' | 'network'> | undefined {
  const { post, language, network } = NAME.exec(name)?.groups ?? {};
  return post === undefined || language === undefined ? undefined : { post, language, network };
}

/** The texts of a post in each of its languages; a language without a text is left out. */
export function textsOf(
  post: string,
  languages: readonly Language[],
  texts: readonly NamedText[],
): Readonly<Record<Language, PostTexts>> {
  const ofPost = texts.filter(text => text.post === post);
  return Object.fromEntries(
    languages.flatMap(language => {
      const here = ofPost.filter(text => text.language === language);
      const main = here.find(({ network }) => network === undefined);
      if (main === undefined) return [];
      const byNetwork = here.flatMap(text =>
        text.network === undefined || text.network === CORRECTION ? [] : [[text.network, bare(text)]],
      );
      const correction = here.find(({ network }) => network === CORRECTION);
      const own = { text: bare(main), byNetwork: Object.fromEntries(byNetwork) };
      return [[language, { ...own, ...(correction && { correction: bare(correction) }) }]];
    }),
  );
}

function bare({ file, source }: NamedText): TextFile {
  return { file, source };
}
