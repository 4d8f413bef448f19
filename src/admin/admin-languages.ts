import type { Language } from '../domain/language.ts';
import type { Roster } from '../domain/member.ts';
import type { Keepsake } from '../domain/network-definition.ts';
import type { ChatTexts } from './chat-texts.ts';

/** The language of each admin, as their Telegram last said; kept with the numeric id and nothing else. */
export interface AdminLanguages {
  /** Reads what was kept. */
  load(): Promise<void>;
  of(admin: number): Language;
  /** Of one who is no admin any more. */
  forget(admin: number): Promise<void>;
  /** Keeps what is new. */
  note(admin: number, language: Language): Promise<void>;
}

const NAME = 'languages';

export function createAdminLanguages(
  keep: Keepsake,
  texts: ChatTexts,
  members: Pick<Roster, 'find'>,
): AdminLanguages {
  const languages = new Map<number, Language>();
  let loading: Promise<void> | undefined;
  const read = async () => {
    const kept = Object.entries(JSON.parse((await keep.read(NAME)) ?? '{}') as Record<string, Language>);
    for (const [id, language] of kept) {
      const admin = Number(id);
      const isWanted = members.find(id) !== undefined && texts.languages.includes(language);
      // What came in meanwhile is newer; who is an admin no more is forgotten with the next change.
      if (isWanted && !languages.has(admin)) languages.set(admin, language);
    }
  };
  const load = () => {
    loading ??= read();
    return loading;
  };
  const write = () => keep.write(NAME, JSON.stringify(Object.fromEntries(languages)));
  return {
    load,
    of: admin => languages.get(admin) ?? texts.choose(undefined),
    async forget(admin) {
      await load();
      if (languages.delete(admin)) await write();
    },
    async note(admin, language) {
      if (languages.get(admin) === language) return;
      languages.set(admin, language);
      await load();
      await write();
    },
  };
}
