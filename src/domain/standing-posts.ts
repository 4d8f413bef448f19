import type { Amendment, AmendmentStep, Target } from './amendment.ts';
import type { LedgerPart } from './delivery.ts';
import type { Part } from './draft.ts';

/** A post that is out, or may be. */
export interface StandingPost {
  readonly target: Target;
  readonly part: Part;
  /** It corrects the others, as a reply to them. */
  readonly isCorrection: boolean;
}

/** What followers see of a delivery now, in the order in which it was published: its parts, and what was done to them since. */
export function standingPosts(
  parts: readonly LedgerPart[],
  amendments: readonly Amendment[],
): readonly StandingPost[] {
  let standing: readonly StandingPost[] = parts.flatMap(({ part, key, intentAt, uploads, receipt }) =>
    postOf(
      { part, uploads, ...(key && { key }), ...(intentAt && { intentAt }), ...(receipt && { receipt }) },
      false,
    ),
  );
  for (const { kind, steps } of amendments) {
    for (const step of steps) standing = afterStep(standing, step, kind === 'reply');
  }
  return standing;
}

function afterStep(
  standing: readonly StandingPost[],
  step: AmendmentStep,
  isCorrection: boolean,
): readonly StandingPost[] {
  if (step.does === 'publish') return [...standing, ...postOf(step, isCorrection)];
  if (!step.done) return standing;
  return standing.flatMap(post => {
    if (!isSame(post.target, step.target)) return [post];
    if (step.does === 'remove') return [];
    return [
      {
        ...post,
        part: step.part,
        target: step.receipt === undefined ? post.target : { receipt: step.receipt },
      },
    ];
  });
}

type Called = Pick<AmendmentStep, 'part' | 'key' | 'intentAt' | 'uploads' | 'receipt'>;

function postOf(
  { part, key, intentAt, uploads, receipt }: Called,
  isCorrection: boolean,
): readonly StandingPost[] {
  if (receipt !== undefined) return [{ part, target: { receipt }, isCorrection }];
  if (intentAt === undefined) return [];
  return [{ part, target: { lost: { key: key ?? '', since: intentAt, uploads } }, isCorrection }];
}

function isSame(one: Target, other: Target | undefined): boolean {
  const nameOf = (target: Target | undefined) => target?.receipt?.id || target?.lost?.key;
  return nameOf(one) !== undefined && nameOf(one) === nameOf(other);
}
