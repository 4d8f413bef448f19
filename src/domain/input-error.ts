/**
 * Input that cannot be used. The message is the whole answer to the person: one sentence that says what is wrong, where
 * (file and line, or the setting's name) and what to do. It never holds a secret, and is shown without a stack trace.
 */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** Several faults found in one reading; shown one per line. */
export class InputErrors extends InputError {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}
