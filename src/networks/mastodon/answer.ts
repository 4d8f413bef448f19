/** The head of what a server answered. masto keeps it only where the body is JSON. */
export interface Answer {
  readonly status: number;
  /** One value of a header, by its name in small letters. */
  header(name: string): string | undefined;
}

export function readAnswer(
  status: number,
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Answer {
  return {
    status,
    header(name) {
      const value = headers[name];
      return typeof value === 'string' ? value : value?.[0];
    },
  };
}
