import { expect, test } from 'vitest';
import { loadCampaigns } from '../../src/sources/load-campaigns.ts';
import { changed, faultsIn, templates } from './campaign-folder.ts';

function withCards(cards: string) {
  return changed('campaign.yaml', '  note:\n', `  note:\n    cards: ${cards}\n`);
}

test('a post names its figure cards; they are wide unless told', async () => {
  await using folder = await templates(
    withCards('[{ figures: [women] }, { figures: [women], size: square }]'),
  );
  const [campaign] = await loadCampaigns(folder.path);
  expect(campaign?.posts[0]?.figureCards).toEqual([
    { figures: ['women'], size: 'wide' },
    { figures: ['women'], size: 'square' },
  ]);
});

test.each([
  ['[{ figures: [men] }]', 'is "men", which is no figure: use one of women'],
  ['[{ figures: [women, women] }]', 'is "women", which stands there already: keep one of them'],
  ['[{ figures: [] }]', 'give one to 4 figures'],
  ['[{ figures: [women], size: tall }]', 'is "tall": give one of wide, square'],
  ['[{ figure: women }]', 'is not known here: use one of figures, size'],
])('%s is a fault', async (cards, fault) => {
  const faults = await faultsIn(withCards(cards));
  expect(faults.join('\n')).toContain(fault);
  expect(faults[0]).toMatch(/^sample\/campaign\.yaml:\d+: /);
});
