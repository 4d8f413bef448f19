import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { CAMPAIGN_YAML, FIGURES_YAML, FILES, faultsIn } from './campaign-folder.ts';

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

it('the examples of docs/figures.md are read without a fault', async () => {
  const page = await readFile('docs/figures.md', 'utf8');
  const [fetching = '', ticker = ''] = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, block]) => block);
  const [keys = ''] = /^ {4}title: .*?(?=^ {4}earlier:)/ms.exec(FIGURES_YAML) ?? [];
  const [allowed, figures = ''] = fetching.split('\n\n');
  const sources = 'sources:\n  one: &one { name: one, url: "https://one.example/" }\n  viasna: *one\n';
  const files = {
    ...FILES,
    'sample/campaign.yaml': `${CAMPAIGN_YAML}${ticker.replace('post: ticker', 'post: note')}`,
    'sample/figures.yaml': `${allowed}\n${sources}${figures.replace(/^ {4}# .*\n/m, keys)}`,
  };
  expect(await faultsIn(files)).toEqual([]);
});
