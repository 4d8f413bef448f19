/** Tasks of one key run one after the other, those of different keys side by side. */
export interface TaskLines {
  add(key: number, task: () => Promise<void>): void;
  /** Resolves when nothing runs any more. */
  idle(): Promise<void>;
}

/** `failed` is told of a task's error; the next task runs all the same. */
export function createTaskLines(failed: (error: unknown) => void): TaskLines {
  const lines = new Map<number, Promise<void>>();
  return {
    add(key, task) {
      const line = (lines.get(key) ?? Promise.resolve()).then(task).catch(failed);
      lines.set(key, line);
      void line.then(() => {
        if (lines.get(key) === line) lines.delete(key);
      });
    },
    async idle() {
      while (lines.size > 0) await Promise.all(lines.values());
    },
  };
}
