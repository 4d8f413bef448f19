/** What may be changed while the server runs, so that tests can have X in each of its moods. */
export interface XBehaviour {
  /** How long a new post is missing from its author's timeline. */
  indexLagMs: number;
  /** How long the same text is refused. */
  duplicateWindowMs: number;
  /** Self-serve accounts may be refused every reply. */
  refusesReplies: boolean;
  /** The words of the API's document: tweets, or posts as the newer one has it. */
  vocabulary: 'tweet' | 'post';
  /** X answers 429 in two shapes. */
  throttledShape: 'errors' | 'problem';
  /** POST /2/tweets per account. */
  postsPer15Minutes: number;
  /** POST /2/tweets per app. */
  postsPerDay: number;
  /** How many times a file's status is asked before it is ready; videos and, if asked for, pictures. */
  processingChecks: { readonly video: number; readonly picture: number };
  checkAfterSeconds: number;
}

export function usualBehaviour(): XBehaviour {
  return {
    indexLagMs: 0,
    duplicateWindowMs: 60 * 60_000,
    refusesReplies: false,
    vocabulary: 'tweet',
    throttledShape: 'problem',
    postsPer15Minutes: 100,
    postsPerDay: 10_000,
    processingChecks: { video: 1, picture: 0 },
    checkAfterSeconds: 1,
  };
}
