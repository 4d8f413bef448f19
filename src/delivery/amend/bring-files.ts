import type { AmendmentStep } from '../../domain/amendment.ts';
import type { Media } from '../../domain/media.ts';
import type { Upload } from '../../domain/network.ts';
import { filesOf } from '../files-of-part.ts';
import { type AmendDesk, type AmendErrand, callSignal, refuseHalted } from './amend-desk.ts';

/** Brings what the step is to show to the network, each file once. */
export async function bringFiles(
  desk: AmendDesk,
  errand: AmendErrand,
  step: AmendmentStep,
): Promise<readonly Upload[]> {
  const { amendment, network, place } = errand;
  if (network.upload === undefined || step.does === 'remove') return step.uploads;
  const uploads = [...step.uploads];
  const there = step.does === 'edit' ? await uploadsOf(desk, amendment.delivery) : [];
  for (const { media, use } of filesOf(step.part, network)) {
    if (uploads.some(({ mediaId }) => mediaId === media.id)) continue;
    const known = there.find(one => one.media.id === media.id && one.media.alt === media.alt);
    if (known !== undefined) {
      uploads.push(known.upload);
      continue;
    }
    const prepared = await desk.prepareMedia(media, network.name, use);
    await refuseHalted(desk, errand);
    const upload = await network.upload(prepared, { place, signal: callSignal(errand) });
    await desk.book.recordUpload(amendment, step.index, upload);
    uploads.push(upload);
  }
  return uploads;
}

/** What the post shows already, and how: it is shown again without its file, which may be gone by now. */
async function uploadsOf(
  desk: AmendDesk,
  delivery: string,
): Promise<readonly { readonly media: Media; readonly upload: Upload }[]> {
  const parts = (await desk.ledger.read(delivery))?.parts ?? [];
  return parts.flatMap(({ part, uploads }) =>
    part.media.flatMap(media => {
      const upload = uploads.find(({ mediaId }) => mediaId === media.id);
      return upload === undefined ? [] : [{ media, upload }];
    }),
  );
}
