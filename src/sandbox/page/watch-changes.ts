import type { SandboxChat } from '../sandbox-chat.ts';
import type { SandboxNetwork } from '../sandbox-network.ts';

/** The lists of the page that changed since they were last taken. */
export interface Changes {
  /** Resolves with what changed, together for a moment; with nothing when that long nothing did, or at the end. */
  next(patienceMs: number): Promise<ReadonlySet<string>>;
  end(): void;
}

const TOGETHER_MS = 80;

/** `chat` stands for the private chat; every other name is a network's. */
export function watchChanges(networks: readonly SandboxNetwork[], chat: SandboxChat): Changes {
  const changed = new Set<string>();
  let wake = () => {};
  let ended = false;
  const note = (name: string) => () => {
    changed.add(name);
    wake();
  };
  const stops = [
    chat.onChange(note('chat')),
    ...networks.map(network => network.onChange(note(network.name))),
  ];
  const pause = (ms: number, wakeable: boolean) =>
    new Promise<void>(resolve => {
      const timer = setTimeout(resolve, ms);
      const settle = () => {
        clearTimeout(timer);
        resolve();
      };
      if (wakeable) wake = settle;
      if (ended) settle();
    });
  return {
    async next(patienceMs) {
      if (changed.size === 0) await pause(patienceMs, true);
      if (changed.size > 0) await pause(TOGETHER_MS, false);
      const taken = new Set(changed);
      changed.clear();
      return taken;
    },
    end() {
      ended = true;
      for (const stop of stops) stop();
      wake();
    },
  };
}
