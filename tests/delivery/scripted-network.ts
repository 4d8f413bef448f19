import { DeliveryError, type DeliveryErrorDetails } from '../../src/domain/delivery-error.ts';
import type { Draft, Part } from '../../src/domain/draft.ts';
import type {
  Allowance,
  FindContext,
  Found,
  Network,
  PublishContext,
  RateLimit,
  Receipt,
} from '../../src/domain/network.ts';
import type { Post } from '../../src/domain/post.ts';

/** What becomes of one call: an error before or after the effect, or an answer that takes its time. */
export interface Script {
  readonly error?: DeliveryErrorDetails;
  readonly when?: 'before' | 'after';
  readonly takesMs?: number;
  /** What the answer says is left of the server's windows. */
  readonly allowances?: readonly Allowance[];
  /** Happens while the call is under way. */
  readonly meanwhile?: () => void;
}

export interface Published {
  readonly id: string;
  readonly text: string;
  readonly key: string;
  readonly place: string;
  readonly replyTo?: string;
}

export interface ScriptedNetwork extends Network {
  /** What followers see. */
  readonly timeline: Published[];
  /** Calls to publish, whatever came of them. */
  readonly calls: { readonly text: string; readonly key: string; readonly at: number }[];
  readonly finds: FindContext[];
  /** What the next calls to publish do; after them all succeed. */
  readonly scripts: Script[];
  /** What the next look-ups answer instead of the truth. */
  readonly answers: (Found | DeliveryErrorDetails)[];
}

export interface ScriptedNetworkOptions {
  readonly name?: string;
  readonly repeatable?: boolean;
  readonly rateLimit?: RateLimit;
}

/** A strict stand-in at the networks' edge: keeps what was published and does as it is told. */
export function createScriptedNetwork(options: ScriptedNetworkOptions = {}): ScriptedNetwork {
  const { name = 'testnet', repeatable = false, rateLimit = { calls: 1000, perMs: 1000 } } = options;
  const timeline: Published[] = [];
  const calls: ScriptedNetwork['calls'] = [];
  const finds: FindContext[] = [];
  const scripts: Script[] = [];
  const answers: ScriptedNetwork['answers'] = [];
  let keys = 0;

  const effect = (part: Part, context: PublishContext): Receipt => {
    const known = repeatable ? timeline.find(({ key }) => key === context.key) : undefined;
    const post = known ?? {
      id: String(timeline.length + 1),
      text: part.text,
      key: context.key,
      place: context.place.id,
      ...(context.replyTo === undefined ? {} : { replyTo: context.replyTo.id }),
    };
    if (known === undefined) timeline.push(post);
    return receiptOf(post);
  };

  return {
    name,
    repeatable,
    rateLimit,
    timeline,
    calls,
    finds,
    scripts,
    answers,
    compose: composeLines,
    createKey: () => `key-${++keys}`,
    async publish(part, context) {
      calls.push({ text: part.text, key: context.key, at: performance.now() });
      const { error, when = 'before', takesMs = 0, meanwhile, allowances } = scripts.shift() ?? {};
      meanwhile?.();
      if (takesMs > 0) await pause(takesMs, context.signal);
      if (allowances !== undefined) context.tellAllowances?.(allowances);
      if (error !== undefined && when === 'before') throw new DeliveryError(`scripted: ${error.kind}`, error);
      const receipt = effect(part, context);
      if (error !== undefined) throw new DeliveryError(`scripted: ${error.kind}`, error);
      return receipt;
    },
    async find(part, context) {
      finds.push(context);
      const answer = answers.shift();
      if (answer !== undefined && 'kind' in answer) throw new DeliveryError('scripted look-up', answer);
      if (answer !== undefined) return answer;
      const post = timeline.find(({ text, place }) => text === part.text && place === context.place.id);
      return post === undefined ? { outcome: 'nothing' } : { outcome: 'found', receipt: receiptOf(post) };
    },
    verify: async () => ({ id: '1', name: '@scripted' }),
  };
}

function receiptOf(post: Published): Receipt {
  return { id: post.id, url: `https://testnet.example/${post.id}`, at: new Date() };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new DeliveryError('the call was aborted', { kind: 'unknown' }));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}

function composeLines(post: Post): Draft {
  return draftOf(post.body.map((_, index) => `${post.id} ${index}`));
}

export function draftOf(texts: readonly string[]): Draft {
  return {
    parts: texts.map(text => ({
      text,
      marks: [],
      length: text.length,
      limit: 500,
      unit: 'characters',
      language: 'en',
      outlineTags: [],
      media: [],
      options: {},
    })),
  };
}
