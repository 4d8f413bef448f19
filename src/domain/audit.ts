/** Where the chain of the audit ends; the number and the hash of its last line, 0 and zeros where there is none. */
export interface AuditHead {
  readonly sequence: number;
  readonly hash: string;
}

/**
 * What is wrong with the audit, and at which line.
 *
 * - `changed`: its text is not the one that was written
 * - `missing`: it was taken out, up to `last`
 * - `loose`: it does not follow the line before it: something was taken out, put in or moved
 * - `cut off`: it was taken from the end, up to `last`
 * - `put in`: it came after the end without having been written by the bot
 * - `rewritten`: the last line is another one than the bot wrote last, so that the whole was written anew
 * - `no head`: where the chain ends was taken away
 * - `head forged`: where the chain ends was not written with SECRET_KEY
 * - `no seal`: SECRET_KEY is set, and where the chain ends bears no seal: it was taken off, or the key was set later than the line
 * - `not the noted one`: the chain does not have the line that was noted down
 */
export interface AuditFault {
  readonly kind:
    | 'changed'
    | 'missing'
    | 'loose'
    | 'cut off'
    | 'put in'
    | 'rewritten'
    | 'no head'
    | 'head forged'
    | 'no seal'
    | 'not the noted one';
  readonly line: number;
  readonly last?: number;
}

export interface AuditVerdict {
  readonly lines: number;
  /** The last line that there is. */
  readonly head: AuditHead;
  readonly faults: readonly AuditFault[];
  /** Whether where the chain ends is sealed with SECRET_KEY; without, who can write to the database can write all of it anew. */
  readonly sealed: boolean;
}

/** Proves that the bot wrote where the chain ends. */
export interface HeadSeal {
  close(head: AuditHead): Promise<string>;
  /** In a time that says nothing. */
  fits(head: AuditHead, seal: string): Promise<boolean>;
}
