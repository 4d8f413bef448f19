import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { InputError } from '../domain/input-error.ts';

/** Reads one line: what is typed at a terminal is not shown; what is piped in is taken up to the end of its first line. */
export async function askSecret(question: string): Promise<string> {
  const isTyped = process.stdin.isTTY === true;
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: nowhere, terminal: isTyped });
  if (isTyped) process.stderr.write(question);
  try {
    const line = await new Promise<string>(resolve => {
      reader.once('line', resolve);
      reader.once('close', () => resolve(''));
    });
    if (line.trim() === '') throw new InputError('SECRET_KEY is needed: type it when asked, or pipe it in.');
    return line.trim();
  } finally {
    reader.close();
    if (isTyped) process.stderr.write('\n');
  }
}
