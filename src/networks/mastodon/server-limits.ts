/** What a server says of itself. Sizes in bytes, areas in pixels. */
export interface ServerLimits {
  /** Counts as Mastodon counts; other servers with its API have rules of their own. */
  readonly countsAsMastodon: boolean;
  readonly maxCharacters: number;
  /** What every address counts as, whatever its length. */
  readonly charactersPerUrl: number;
  readonly maxMedia: number;
  readonly descriptionLimit: number;
  readonly imageBytes: number;
  readonly imagePixels: number;
  readonly videoBytes: number;
  readonly mediaTypes: readonly string[];
  /** The part of an account's name after the second `@`. */
  readonly domain?: string;
}

/** Mastodon as it is delivered; what holds until the server was asked. */
export const DEFAULT_LIMITS: ServerLimits = {
  countsAsMastodon: true,
  maxCharacters: 500,
  charactersPerUrl: 23,
  maxMedia: 4,
  descriptionLimit: 1500,
  imageBytes: 16 * 1024 * 1024,
  imagePixels: 33_177_600,
  videoBytes: 99 * 1024 * 1024,
  mediaTypes: ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'video/mp4'],
};

/** Other servers append who they are to the version they imitate, or have a version below Mastodon's second. */
const MASTODON_VERSION = /^(?:[2-9]|\d{2,})\.\d+\.\d+[^\s()]*$/;

/**
 * Reads the answer of `/api/v2/instance` or `/api/v1/instance`, also in the form of Pleroma and Akkoma, whose limits stand
 * beside each other; what is missing or makes no sense stays Mastodon's own.
 */
export function readServerLimits(instance: unknown): ServerLimits {
  const statuses = member(member(instance, 'configuration'), 'statuses');
  const media = member(member(instance, 'configuration'), 'mediaAttachments');
  const domain = member(instance, 'accountDomain') ?? member(instance, 'domain') ?? member(instance, 'uri');
  const uploadLimit = amount(member(instance, 'uploadLimit'));
  const fallback = DEFAULT_LIMITS;
  return {
    countsAsMastodon: MASTODON_VERSION.test(String(member(instance, 'version') ?? '')),
    maxCharacters:
      amount(member(statuses, 'maxCharacters')) ??
      amount(member(instance, 'maxTootChars')) ??
      fallback.maxCharacters,
    charactersPerUrl: amount(member(statuses, 'charactersReservedPerUrl')) ?? fallback.charactersPerUrl,
    maxMedia: amount(member(statuses, 'maxMediaAttachments')) ?? fallback.maxMedia,
    descriptionLimit:
      amount(member(media, 'descriptionLimit')) ??
      amount(member(instance, 'descriptionLimit')) ??
      fallback.descriptionLimit,
    imageBytes: amount(member(media, 'imageSizeLimit')) ?? uploadLimit ?? fallback.imageBytes,
    imagePixels: amount(member(media, 'imageMatrixLimit')) ?? fallback.imagePixels,
    videoBytes: amount(member(media, 'videoSizeLimit')) ?? uploadLimit ?? fallback.videoBytes,
    mediaTypes: texts(member(media, 'supportedMimeTypes')) ?? fallback.mediaTypes,
    ...(typeof domain === 'string' && domain !== '' ? { domain: bareHost(domain) } : {}),
  };
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function amount(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

function texts(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return value.filter(text => typeof text === 'string');
}

/** Old servers give an address where the name of the host is meant. */
function bareHost(domain: string): string {
  return domain.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
}
