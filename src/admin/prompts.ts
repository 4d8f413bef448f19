import type { Keepsake } from '../domain/network-definition.ts';
import type { Clock } from '../shared/clock.ts';

/** What the bot asked of a member in words: their next plain message completes the command. */
export interface Prompts {
  /** `command`: `<command>:<arguments>`, as a button would have it. */
  expect(admin: string, command: string): Promise<void>;
  /** What the message belongs to, once; undefined where nothing was asked, or too long ago. */
  take(admin: string): Promise<string | undefined>;
  /** The member does something else. */
  forget(admin: string): Promise<void>;
}

const NAME = 'prompts';
/** After this a message is no answer any more. */
const PATIENCE_MS = 3_600_000;

interface Prompt {
  readonly command: string;
  readonly until: number;
}

/** Kept, so that an answer is understood after a restart. */
export function createPrompts(keep: Keepsake, clock: Clock): Prompts {
  let loading: Promise<Map<string, Prompt>> | undefined;
  const load = () => {
    loading ??= keep.read(NAME).then(text => new Map(JSON.parse(text ?? '[]') as [string, Prompt][]));
    loading.catch(() => {
      loading = undefined;
    });
    return loading;
  };
  const write = (prompts: Map<string, Prompt>) => keep.write(NAME, JSON.stringify([...prompts]));
  const forget = async (admin: string) => {
    const prompts = await load();
    if (prompts.delete(admin)) await write(prompts);
  };
  return {
    async expect(admin, command) {
      const prompts = await load();
      prompts.set(admin, { command, until: clock.now().getTime() + PATIENCE_MS });
      await write(prompts);
    },
    async take(admin) {
      const prompt = (await load()).get(admin);
      if (prompt === undefined) return undefined;
      await forget(admin);
      return prompt.until < clock.now().getTime() ? undefined : prompt.command;
    },
    forget,
  };
}
