import type { z } from 'zod';

interface Located {
  readonly label: string;
  lineOf(path: readonly PropertyKey[]): number;
}

/** One sentence per issue: file, line, which value, what is wrong, what to do. */
export function faultsOf(file: Located, issues: readonly z.core.$ZodIssue[]): readonly string[] {
  return issues.flatMap(issue => {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
    return keys.map(key => {
      const path = key === undefined ? issue.path : [...issue.path, key];
      return fault(file, path, issue.message);
    });
  });
}

/** `may-21/campaign.yaml:3: timeZone is "Minsk": give an IANA name such as Europe/Minsk.` */
export function fault(file: Located, path: readonly PropertyKey[], what: string): string {
  const name = path.length === 0 ? 'the file' : path.map(String).join('.');
  return `${file.label}:${file.lineOf(path)}: ${name} ${what}.`;
}
