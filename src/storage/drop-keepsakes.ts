import type { Storage } from './storage.ts';

interface KeepsakeNames {
  readonly keepsakes: { readonly owner: string; readonly name: string };
}

/** Takes what is kept under these names out of the drawers of all owners. */
export async function dropKeepsakes(
  storage: Pick<Storage, 'kysely'>,
  names: readonly string[],
): Promise<void> {
  await storage
    .kysely<KeepsakeNames>()
    .deleteFrom('keepsakes')
    .where('name', 'in', [...names])
    .execute();
}
