import exifr from 'exifr';
import { expect } from 'vitest';
import { TRACES } from './laden-pictures.ts';

/** What a file's head has to say of the picture itself. */
const OF_THE_PICTURE =
  /^(?:ImageWidth|ImageHeight|BitDepth|ColorType|Compression|Filter|Interlace|JFIFVersion|ResolutionUnit|[XY]Resolution|Thumbnail(?:Width|Height))$/;

/** All that an independent reader finds beside the picture. */
export async function metadataOf(bytes: Uint8Array): Promise<Record<string, unknown>> {
  const found = await exifr
    .parse(Buffer.from(bytes), {
      tiff: true,
      ifd1: true,
      exif: true,
      gps: true,
      interop: true,
      xmp: true,
      iptc: true,
      icc: true,
      jfif: true,
      ihdr: true,
      userComment: true,
      makerNote: true,
    })
    .catch((error: unknown) => {
      if (error instanceof Error && error.message === 'Unknown file format') return {};
      throw error;
    });
  return Object.fromEntries(Object.entries(found ?? {}).filter(([name]) => !OF_THE_PICTURE.test(name)));
}

export async function expectClean(bytes: Uint8Array): Promise<void> {
  expect(await metadataOf(bytes)).toEqual({});
  const raw = Buffer.from(bytes).toString('latin1');
  for (const trace of [
    ...TRACES,
    'Exif\0\0',
    'http://ns.adobe.com',
    'Photoshop',
    'tEXt',
    'iTXt',
    'zTXt',
    'eXIf',
    'tIME',
    'iCCP',
    'ICC_PROFILE',
  ]) {
    expect(raw).not.toContain(trace);
  }
}
