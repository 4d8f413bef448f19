import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Campaign } from '../domain/campaign.ts';
import { InputError } from '../domain/input-error.ts';
import { FaultCollector } from './collect-faults.ts';
import { loadCampaign } from './load-campaign.ts';
import type { LoadOptions } from './load-options.ts';

/**
 * Every campaign of the templates' folder: one folder each, ordered by name.
 * @throws InputErrors with all faults of all campaigns, one sentence each.
 */
export async function loadCampaigns(
  templatesDir: string,
  options: LoadOptions = {},
): Promise<readonly Campaign[]> {
  const entries = await readdir(templatesDir, { withFileTypes: true }).catch(() => {
    throw new InputError(
      `The folder ${templatesDir} cannot be read: create it and put a folder per campaign there.`,
    );
  });
  const faults = new FaultCollector();
  const campaigns: Campaign[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || entry.isFile()) continue;
    const campaign = await faults.attempt(() => {
      if (entry.isSymbolicLink()) {
        throw new InputError(
          `${entry.name}: a campaign cannot be a symbolic link: put the folder itself there.`,
        );
      }
      if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(entry.name)) {
        throw new InputError(
          `${entry.name}: this is no name of a campaign: use small letters, digits and hyphens.`,
        );
      }
      return loadCampaign({ label: entry.name, path: join(templatesDir, entry.name) }, options);
    });
    if (campaign !== undefined) campaigns.push(campaign);
  }
  faults.throwIfAny();
  if (campaigns.length === 0) {
    throw new InputError(
      `There is no campaign in ${basename(templatesDir)}/: add a folder with a campaign.yaml.`,
    );
  }
  return campaigns;
}
