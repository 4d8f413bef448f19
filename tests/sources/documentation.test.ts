import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { faultsIn } from './campaign-folder.ts';

it('the examples of docs/writing-a-campaign.md are a campaign without a fault', async () => {
  const page = await readFile('docs/writing-a-campaign.md', 'utf8');
  const [campaign, , figures] = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, block]) => block ?? '');
  const [text] = [...page.matchAll(/```liquid\n(.*?)```/gs)].map(([, block]) => block ?? '');
  expect(
    await faultsIn(
      {
        'may-21/campaign.yaml': campaign ?? '',
        'may-21/figures.yaml': figures ?? '',
        'may-21/faces.jpg': 'bytes',
        'may-21/morning.en.liquid': text ?? '',
        'may-21/morning.ru.liquid': text ?? '',
        'may-21/morning.be.liquid': text ?? '',
      },
      ['telegram', 'x'],
    ),
  ).toEqual([]);
});
