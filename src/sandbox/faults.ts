/** What goes wrong with a call. `respond` answers in the place of the server. */
export type FaultEffect =
  | { readonly kind: 'reset' }
  | { readonly kind: 'hang' }
  /** Says nothing, and does what was asked only then, whether anybody waits for it still or not. */
  | { readonly kind: 'late'; readonly until: Promise<void> }
  /** So many bytes at a time (1 unless told), `delayMs` apart. */
  | { readonly kind: 'slow'; readonly delayMs: number; readonly bytes?: number }
  /** Promises the whole body, sends half of it, and closes. */
  | { readonly kind: 'truncate' }
  | {
      readonly kind: 'respond';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
      /** How it is sent; at once and whole unless told. */
      readonly sent?: 'half' | { readonly delayMs: number };
    };

export interface Fault {
  readonly method?: string;
  /** Matched against the path and the query. */
  readonly path: RegExp;
  /** Before the call had its effect on the server, or after it. */
  readonly when: 'before' | 'after';
  readonly effect: FaultEffect;
  /** How many matching calls it strikes; 1 unless told. */
  readonly times?: number;
  /** How many matching calls pass unharmed first; 0 unless told. */
  readonly skip?: number;
}

export interface Call {
  readonly method: string;
  readonly path: string;
}

/** Tells a server how to fail, and remembers what it was asked. */
export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** The fault that strikes this call, used up by asking. */
  strike(call: Call): Fault | undefined;
  /** Every call since the start, oldest first. */
  readonly calls: readonly Call[];
}

export function createFaults(): Faults {
  const armed: { fault: Fault; skip: number; left: number }[] = [];
  const calls: Call[] = [];
  return {
    calls,
    add: fault => void armed.push({ fault, skip: fault.skip ?? 0, left: fault.times ?? 1 }),
    clear: () => void armed.splice(0),
    strike(call) {
      calls.push(call);
      const entry = armed.find(({ fault, left }) => left > 0 && matches(fault, call));
      if (entry === undefined) return undefined;
      if (entry.skip > 0) {
        entry.skip -= 1;
        return undefined;
      }
      entry.left -= 1;
      return entry.fault;
    },
  };
}

function matches(fault: Fault, call: Call): boolean {
  return (fault.method === undefined || fault.method === call.method) && fault.path.test(call.path);
}
