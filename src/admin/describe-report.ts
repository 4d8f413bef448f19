import type { AmendReport } from '../campaign/amend/amend-report.ts';
import type { Block } from '../domain/post.ts';
import { block, bold, section } from './answer.ts';
import type { Say } from './chat-texts.ts';

/** What was done in which places, with links; then each place in which something could not be done, and why. */
export function describeReport(title: string, { deliveries }: AmendReport, say: Say): readonly Block[] {
  const done = Map.groupBy(
    deliveries.filter(row => row.done),
    ({ did }) => did,
  );
  const left = deliveries.filter(row => !row.done);
  return [
    block(bold(title)),
    ...[...done].map(([did, rows]) =>
      block(`${say(`amend.${did}`)}: ${rows.map(({ place }) => place).join(', ')}`),
    ),
    ...(left.length === 0
      ? []
      : [
          section(
            say('amend.left', { count: left.length }),
            left.map(
              ({ place, faults, steps }) =>
                `${place} (${steps.made}/${steps.of}): ${faults.map(say.retell).join('; ')}`,
            ),
          ),
        ]),
  ];
}
