import topLevelDomains from 'tlds' with { type: 'json' };
import twitterText from 'twitter-text';

/** A text as X's own library sees it, which is taught what came after it: newer top-level domains, newer emoji. */
export interface MeasuredText {
  readonly weightedLength: number;
  readonly urls: readonly { readonly start: number; readonly end: number }[];
  readonly hashtags: readonly { readonly start: number; readonly end: number; readonly tag: string }[];
  readonly cashtags: number;
}

/** Domains that the library knows, by length: they stand in for those that it does not. */
const STAND_INS = ['ua', 'com', 'info', 'games', 'museum', 'academy', 'airforce', 'amsterdam', 'accountant'];

let standIns: ReadonlyMap<string, string> | undefined;

/** Offsets are those of the NFC form with single line feeds, which has the same characters as what X shows. */
export function measureText(text: string): MeasuredText {
  const known = replaceNewerDomains(normalizeText(text));
  return {
    weightedLength: twitterText.parseTweet(known.replace(/\p{RGI_Emoji}/gv, '\u{1F600}')).weightedLength,
    urls: twitterText.extractUrlsWithIndices(known).map(({ indices: [start, end] }) => ({ start, end })),
    hashtags: twitterText
      .extractHashtagsWithIndices(known)
      .map(({ hashtag, indices: [start, end] }) => ({ start, end, tag: hashtag })),
    cashtags: twitterText.extractCashtags(known).length,
  };
}

export function normalizeText(text: string): string {
  return text.replaceAll('\r\n', '\n').normalize('NFC');
}

function replaceNewerDomains(text: string): string {
  return text.replace(
    /(?<=\.)\p{L}+(?![0-9a-zA-Z@+-])/gu,
    label => newerDomains().get(label.toLowerCase()) ?? label,
  );
}

function newerDomains(): ReadonlyMap<string, string> {
  standIns ??= new Map(
    topLevelDomains
      .filter(domain => twitterText.extractUrls(`https://example.${domain}`).length === 0)
      .map(domain => [domain, STAND_INS.find(({ length }) => length === domain.length) ?? domain]),
  );
  return standIns;
}
