import type { PreparedMedia } from '../../domain/media.ts';
import type { Upload } from '../../domain/network.ts';
import type { Session } from './create-session.ts';

/** Brings a file to the account's server. The same bytes twice are one blob there. */
export function uploadMedia(session: Session, media: PreparedMedia, signal: AbortSignal): Promise<Upload> {
  return session.call({ signal, effect: 'reads' }, async ({ agent }) => {
    const answer = await agent.com.atproto.repo.uploadBlob(media.bytes, { encoding: media.type, signal });
    const { ref, mimeType, size } = answer.data.blob;
    const blob = { $type: 'blob', ref: { $link: ref.toString() }, mimeType, size };
    return { mediaId: media.id, ref: { blob, width: media.width, height: media.height } };
  });
}
