import type { TOptions } from 'i18next';

/** What an admin wrote makes no sense; `key` names the text that says why and what to do. */
export class Misunderstood extends Error {
  override readonly name = 'Misunderstood';
  readonly key: string;
  readonly values: TOptions;

  constructor(key: string, values: TOptions = {}) {
    super(key);
    this.key = key;
    this.values = values;
  }
}
