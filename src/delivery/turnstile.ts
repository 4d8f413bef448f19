/** Lets the work of one name through one after the other, in the order in which it came. */
export type Turnstile = <T>(name: string, work: () => Promise<T>) => Promise<T>;

export function createTurnstile(): Turnstile {
  const last = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const turn = (last.get(name) ?? Promise.resolve()).then(work, work);
    last.set(name, turn);
    return turn;
  };
}
