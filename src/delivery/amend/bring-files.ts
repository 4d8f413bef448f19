import type { AmendmentStep } from '../../domain/amendment.ts';
import type { Upload } from '../../domain/network.ts';
import { filesOf } from '../files-of-part.ts';
import { type AmendDesk, type AmendErrand, callSignal } from './amend-desk.ts';

/** Brings what the step is to show to the network, each file once. */
export async function bringFiles(
  desk: AmendDesk,
  errand: AmendErrand,
  step: AmendmentStep,
): Promise<readonly Upload[]> {
  const { amendment, network, place } = errand;
  if (network.upload === undefined || step.does === 'remove') return step.uploads;
  const uploads = [...step.uploads];
  for (const { media, use } of filesOf(step.part, network)) {
    if (uploads.some(({ mediaId }) => mediaId === media.id)) continue;
    const prepared = await desk.prepareMedia(media, network.name, use);
    const upload = await network.upload(prepared, { place, signal: callSignal(errand) });
    await desk.book.recordUpload(amendment, step.index, upload);
    uploads.push(upload);
  }
  return uploads;
}
