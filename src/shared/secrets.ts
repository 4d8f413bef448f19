/** Takes secrets out of texts before they are logged, stored or shown. */
export interface Scrubber {
  scrub(text: string): string;
}

/** A secret shorter than this would blank out ordinary words. */
const SHORTEST_SECRET = 6;

/**
 * Knows the given secrets in the spellings in which libraries print them: as they are, percent-encoded, and as the
 * userinfo of a URL.
 */
export function createScrubber(secrets: readonly string[]): Scrubber {
  const spellings = secrets
    .filter(secret => secret.length >= SHORTEST_SECRET)
    .flatMap(secret => [secret, encodeURIComponent(secret)])
    .sort((a, b) => b.length - a.length);
  const unique = [...new Set(spellings)];
  return {
    scrub: text => unique.reduce((scrubbed, secret) => scrubbed.replaceAll(secret, '[secret]'), text),
  };
}
