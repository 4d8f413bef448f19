import { ApiError } from './api-error.ts';
import type { Chat } from './world.ts';

interface Rule {
  readonly calls: number;
  readonly perMs: number;
}

/** For the bot as a whole. */
const OVERALL: Rule = { calls: 30, perMs: 1000 };
/** One a second, with the short bursts that the real server lets pass. */
const PER_CHAT: Rule = { calls: 5, perMs: 5000 };
/** For a group or a channel. */
const PER_PUBLIC_CHAT: Rule = { calls: 20, perMs: 60_000 };

export interface FloodControl {
  /** Counts so many messages to a chat; fails with 429 when they are too many. */
  count(chat: Chat, messages: number): void;
}

export function createFloodControl(now: () => Date): FloodControl {
  const overall: number[] = [];
  const perChat = new Map<number, number[]>();
  return {
    count(chat, messages) {
      const at = now().getTime();
      const inChat = perChat.get(chat.id) ?? [];
      perChat.set(chat.id, inChat);
      const waits = [wait(overall, OVERALL, at, messages), wait(inChat, PER_CHAT, at, messages)];
      if (chat.type !== 'private') waits.push(wait(inChat, PER_PUBLIC_CHAT, at, messages));
      const longest = Math.max(...waits);
      if (longest > 0) throw tooManyRequests(Math.ceil(longest / 1000));
      for (const times of [overall, inChat]) {
        times.push(...Array.from({ length: messages }, () => at));
        forget(times, at);
      }
    },
  };
}

export function tooManyRequests(seconds: number): ApiError {
  return new ApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
}

/** Milliseconds until so many more fit the rule. An album may be larger than the rule: then an empty window is enough. */
function wait(times: readonly number[], rule: Rule, at: number, messages: number): number {
  const recent = times.filter(time => time > at - rule.perMs);
  const excess = recent.length + messages - Math.max(rule.calls, messages);
  if (excess <= 0) return 0;
  return (recent[excess - 1] ?? at) + rule.perMs - at;
}

function forget(times: number[], at: number): void {
  const first = times.findIndex(time => time > at - PER_PUBLIC_CHAT.perMs);
  if (first > 0) times.splice(0, first);
}
