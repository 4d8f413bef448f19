import type { AmendReport } from '../campaign/amend/amend-report.ts';
import type { House } from '../campaign/house.ts';
import type { CommandContext } from './command.ts';
import { printAmendments } from './print-amendments.ts';

type Work = (house: House, signal: AbortSignal) => Promise<AmendReport>;

/** Opens the house beside a bot that may run, does the work, and says what was done and what was not: exit 1 if anything was not. */
export async function amending(context: CommandContext, json: boolean, work: Work): Promise<void> {
  await using app = await context.openApp({ only: 'planning' });
  await app.start();
  const asked = new AbortController();
  void context.ended.then(() => asked.abort());
  const report = await work(app.house, asked.signal);
  context.print(json ? JSON.stringify(report, null, 2) : printAmendments(report));
  if (report.deliveries.some(({ done }) => !done)) context.exitCode(1);
}
