import { ApiError, invalid } from './api-error.ts';
import { countLength } from './count-length.ts';
import { ACCOUNT, MAX_CHARACTERS, MAX_MEDIA } from './options.ts';
import type { Params } from './read-params.ts';
import type { MastodonServer } from './server.ts';
import type { StoredStatus } from './server-state.ts';

const VISIBILITIES = ['public', 'unlisted', 'private', 'direct'];

/** What a caller says in a status, posted or edited. */
export type StatusContent = Pick<
  StoredStatus,
  'text' | 'spoilerText' | 'sensitive' | 'language' | 'mediaIds'
>;

/** Reads and checks it. `current`: the status that is edited. */
export function readStatusContent(
  params: Params,
  server: MastodonServer,
  current?: StoredStatus,
): StatusContent {
  const mediaIds = readMediaIds(params, server, current);
  const spoiler = params.text('spoiler_text')?.trim() ?? '';
  const written = params.text('status')?.trim() ?? '';
  // A warning with nothing behind it is the text.
  const [text, spoilerText] = written === '' ? [spoiler, ''] : [written, spoiler];
  if (server.deviations.refusesEmptyText === true && params.text('status') === '') {
    throw new ApiError(422, 'invalid_request');
  }
  if (text === '' && mediaIds.length === 0) throw invalid("Text can't be blank");
  const limit = server.deviations.maxCharacters ?? MAX_CHARACTERS;
  if (countLength(text, spoilerText, server.deviations) > limit) {
    throw invalid(`Text character limit of ${limit} exceeded`);
  }
  return {
    text,
    spoilerText,
    sensitive: params.flag('sensitive') === true || spoilerText !== '',
    language: readLanguage(params, server, current),
    mediaIds,
  };
}

export function readVisibility(params: Params): string {
  const visibility = params.text('visibility') ?? 'public';
  if (!VISIBILITIES.includes(visibility)) throw invalid('Visibility is not included in the list');
  return visibility;
}

/** Mastodon puts a language that it knows in the place of one that it does not know. */
function readLanguage(params: Params, { deviations }: MastodonServer, current?: StoredStatus): string {
  const asked = params.text('language');
  if (asked !== undefined && deviations.languages?.includes(asked) === false) {
    throw invalid('Language is not supported');
  }
  return asked !== undefined && isLanguage(asked) ? asked : (current?.language ?? ACCOUNT.language);
}

function isLanguage(code: string): boolean {
  if (!/^[a-z]{2,3}$/.test(code)) return false;
  return new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }).of(code) !== undefined;
}

function readMediaIds(
  params: Params,
  { state, deviations }: MastodonServer,
  current?: StoredStatus,
): readonly string[] {
  const ids = params.list('media_ids') ?? [];
  const most = deviations.maxMedia ?? MAX_MEDIA;
  if (ids.length > most) throw new ApiError(422, `Cannot attach more than ${most} files`);
  const taken = new Set(
    [...state.statuses.values()].flatMap(({ id, mediaIds }) => (id === current?.id ? [] : mediaIds)),
  );
  const missing = ids.filter(id => !state.media.has(id) || taken.has(id));
  if (missing.length > 0) {
    throw new ApiError(422, `Media ${missing.join(', ')} not found or already attached to another post`);
  }
  const media = ids.flatMap(id => state.media.get(id) ?? []);
  if (media.length > 1 && media.some(({ type }) => type.startsWith('video/'))) {
    throw new ApiError(422, 'Cannot attach a video to a post that already contains images');
  }
  if (media.some(({ pollsLeft }) => pollsLeft > 0)) {
    throw new ApiError(422, 'Cannot attach files that have not finished processing. Try again in a moment!');
  }
  return ids;
}
