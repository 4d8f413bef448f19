import type { PreparedMedia } from '../../domain/media.ts';
import type { Upload } from '../../domain/network.ts';
import { uploadTimeMs } from '../../shared/upload-time.ts';
import type { Session } from './create-session.ts';

/** Brings a file to the account's server. The same bytes twice are one blob there. */
export function uploadMedia(
  session: Session,
  media: PreparedMedia,
  { signal, timeoutMs }: { readonly signal: AbortSignal; readonly timeoutMs: number },
): Promise<Upload> {
  const timeout = AbortSignal.timeout(timeoutMs + uploadTimeMs(media.bytes.length));
  const limited = AbortSignal.any([signal, timeout]);
  return session.call({ signal: limited, effect: 'reads' }, async ({ agent }) => {
    const answer = await agent.com.atproto.repo.uploadBlob(media.bytes, {
      encoding: media.type,
      signal: limited,
    });
    const { ref, mimeType, size } = answer.data.blob;
    const blob = { $type: 'blob', ref: { $link: ref.toString() }, mimeType, size };
    return { mediaId: media.id, ref: { blob, width: media.width, height: media.height } };
  });
}
