import type { House } from '../house.ts';
import type { AmendReport } from './amend-report.ts';
import { correctPost } from './correct-post.ts';
import { withdrawPost } from './withdraw-post.ts';

export interface AmendRequest {
  /** `<campaign>/<post>`. */
  readonly post: string;
  readonly occurrence: string;
  /** A numeric Telegram id. */
  readonly admin: string;
}

/** Changing what is planned or out, as the chat asks for it. The report says for each place what could not be done. */
export interface AmendUseCases {
  /** What waits and what is out says what the campaign's files say now: they are read again. */
  correct(request: AmendRequest & { readonly replace: boolean }, signal: AbortSignal): Promise<AmendReport>;
  withdraw(request: AmendRequest, signal: AbortSignal): Promise<AmendReport>;
}

export function createAmendUseCases(house: House): AmendUseCases {
  return {
    async correct(request, signal) {
      const fresh = await house.reread?.();
      return correctPost({ ...house, ...fresh }, request, signal);
    },
    withdraw: (request, signal) => withdrawPost(house, request, signal),
  };
}
