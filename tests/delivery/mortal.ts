import type { ScriptedNetwork } from './scripted-network.ts';

/** A worker that dies at its n-th step, before or after the step had its effect; then nothing it does has any. */
export function mortal(steps: number, when: 'before' | 'after') {
  let left = steps;
  let dead = false;
  const live = <T extends object>(whole: T, mortalMethods: (name: string) => boolean): T =>
    new Proxy(whole, {
      get(target, property) {
        const value: unknown = Reflect.get(target, property);
        if (typeof value !== 'function' || !mortalMethods(String(property))) return value;
        return async (...args: unknown[]) => {
          if (dead) throw new Error('dead');
          left -= 1;
          if (left === 0 && when === 'before') {
            dead = true;
            throw new Error('dies');
          }
          const result: unknown = await value.apply(target, args);
          if (left === 0 || dead) {
            dead = true;
            throw new Error('dies');
          }
          return result;
        };
      },
    });
  return {
    /** Every method of it is a step. */
    all: <T extends object>(whole: T): T => live(whole, () => true),
    network: (network: ScriptedNetwork) => live(network, name => name === 'publish' || name === 'find'),
    get dead() {
      return dead;
    },
  };
}
