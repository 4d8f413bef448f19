/** What the bot answered to a pressed button. */
export interface CallbackAnswer {
  readonly text: string;
  readonly alert: boolean;
}

/** The pressed buttons that the bot may answer, each once. */
export interface Callbacks {
  open(): string;
  /** False where no such button waits for an answer. */
  answer(id: string, answer: CallbackAnswer): boolean;
  answerTo(id: string): CallbackAnswer | undefined;
}

export function createCallbacks(nextId: () => number): Callbacks {
  const waiting = new Set<string>();
  const answers = new Map<string, CallbackAnswer>();
  return {
    open() {
      const id = String(4_000_000_000_000 + nextId());
      waiting.add(id);
      return id;
    },
    answer(id, answer) {
      if (!waiting.delete(id)) return false;
      answers.set(id, answer);
      return true;
    },
    answerTo: id => answers.get(id),
  };
}
