/** The same sentence for a chat that speaks other languages: `fault.<key>` of `chat.json`, with its gaps. */
export interface FaultWords {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/**
 * Input that cannot be used. The message is the whole answer to the person: one sentence that says what is wrong, where
 * (file and line, or the setting's name) and what to do. It never holds a secret, and is shown without a stack trace.
 */
export class InputError extends Error {
  override readonly name = 'InputError';
  /** Given where an admin can meet it in the chat. */
  readonly words: FaultWords | undefined;

  constructor(message: string, words?: FaultWords) {
    super(message);
    this.words = words;
  }
}

/** Several faults found in one reading; shown one per line. */
export class InputErrors extends InputError {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}
