import { isDeepStrictEqual } from 'node:util';
import type { PlannedAmendment, PlannedStep } from '../../domain/amendment.ts';
import type { Part } from '../../domain/draft.ts';
import type { StandingPost } from '../../domain/standing-posts.ts';

type Plan = Pick<PlannedAmendment, 'kind' | 'thread' | 'steps'>;

/** The parts that are out become those of the new draft: changed where they stand, what is missing added, what is over taken down. */
export function planEdit(standing: readonly StandingPost[], draft: readonly Part[]): Plan {
  const edits = draft.slice(0, standing.length).flatMap((part, index): PlannedStep[] => {
    const post = standing[index];
    return post === undefined || says(post.part, part) ? [] : [{ does: 'edit', part, target: post.target }];
  });
  const removals = standing
    .slice(draft.length)
    .toReversed()
    .map(({ part, target }): PlannedStep => ({ does: 'remove', part, target }));
  const additions = draft.slice(standing.length).map((part): PlannedStep => ({ does: 'publish', part }));
  return { kind: 'edit', thread: threadAfter(standing), steps: [...edits, ...removals, ...additions] };
}

/** Everything that is out is taken down, the last first, and the new draft is published. */
export function planReplacement(standing: readonly StandingPost[], draft: readonly Part[]): Plan {
  const removals = standing
    .toReversed()
    .map(({ part, target }): PlannedStep => ({ does: 'remove', part, target }));
  const additions = draft.map((part): PlannedStep => ({ does: 'publish', part }));
  return { kind: 'replace', thread: {}, steps: [...removals, ...additions] };
}

/** The correction answers to the first part, which is the one that people share. */
export function planReply(standing: readonly StandingPost[], correction: readonly Part[]): Plan {
  const first = standing.find(({ isCorrection }) => !isCorrection)?.target.receipt;
  const thread = first === undefined || first.id === '' ? {} : { replyTo: first, root: first };
  return {
    kind: 'reply',
    thread,
    steps: correction.map((part): PlannedStep => ({ does: 'publish', part })),
  };
}

export function saysAll(standing: readonly StandingPost[], draft: readonly Part[]): boolean {
  return (
    standing.length === draft.length &&
    draft.every((part, index) => {
      const post = standing[index];
      return post !== undefined && says(post.part, part);
    })
  );
}

/** To a reader the same; lengths and limits may have changed. */
function says(one: Part, other: Part): boolean {
  const shown = ({ text, marks, outlineTags, media, card, options }: Part) => ({
    text,
    marks,
    outlineTags,
    media: media.map(({ id, alt }) => ({ id, alt })),
    card: card ?? null,
    covered: [options.sensitive ?? false, options.contentWarning ?? ''],
  });
  return isDeepStrictEqual(shown(one), shown(other));
}

function threadAfter(standing: readonly StandingPost[]) {
  const receipts = standing.flatMap(({ target }) =>
    target.receipt === undefined || target.receipt.id === '' ? [] : [target.receipt],
  );
  const [root] = receipts;
  const replyTo = receipts.at(-1);
  return { ...(root && { root }), ...(replyTo && { replyTo }) };
}
