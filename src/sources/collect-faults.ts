import { InputError, InputErrors } from '../domain/input-error.ts';

/** Gathers faults so that a person sees all of them at once. */
export class FaultCollector {
  readonly #faults: string[] = [];

  add(...faults: readonly string[]): void {
    this.#faults.push(...faults);
  }

  /** The result of the work; undefined, and the faults kept, where it failed on bad input. */
  async attempt<T>(work: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof InputErrors) this.add(...error.faults);
      else if (error instanceof InputError) this.add(error.message);
      else throw error;
      return undefined;
    }
  }

  throwIfAny(): void {
    if (this.#faults.length > 0) throw new InputErrors([...new Set(this.#faults)]);
  }
}
