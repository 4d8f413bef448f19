import { crc32 } from 'node:zlib';
import sharp from 'sharp';

/** Words that stand in the metadata of the test files, and must stand nowhere in what comes out. */
export const TRACES = ['Secret Device', 'Secret Person', 'Secret Remark', 'Secret Title', 'secret-thumbnail'];

const XMP =
  '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF ' +
  'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ' +
  'xmlns:dc="http://purl.org/dc/elements/1.1/" dc:title="Secret Title"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>';

interface Shape {
  readonly width: number;
  readonly height: number;
  /** As EXIF numbers it. */
  readonly orientation?: number;
}

/** The left half red, the right half blue, so that one sees how it stands. */
export function halves({ width, height }: Shape) {
  const half = { width: Math.floor(width / 2), height, channels: 3 as const, background: 'blue' };
  return sharp({ create: { width, height, channels: 3, background: 'red' } }).composite([
    { input: { create: half }, gravity: 'east' },
  ]);
}

/** A JPEG with everything that a camera and an editor leave in it. */
export async function ladenJpeg(shape: Shape = { width: 60, height: 40 }): Promise<Buffer> {
  const plain = await halves(shape)
    .jpeg()
    .withIccProfile('p3')
    .withExif({
      IFD0: { Make: 'Secret Device', Artist: 'Secret Person', DateTime: '2024:03:26 10:00:00' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '53/1 54/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '27/1 33/1 0/1',
      },
    })
    .withXmp(XMP)
    .toBuffer();
  const turned = shape.orientation === undefined ? plain : withOrientation(plain, shape.orientation);
  return withSegments(turned, [
    [0xfe, Buffer.from('Secret Remark')],
    [0xed, iptc('Secret Person')],
    [0xe2, Buffer.from('MPF\0secret-thumbnail')],
  ]);
}

/** sharp turns the picture where it is asked for an orientation; here only the mark is wanted. */
function withOrientation(jpeg: Buffer, orientation: number): Buffer {
  const exif = Buffer.from([
    ...Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01', 'latin1'),
    ...[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0],
  ]);
  return withSegments(jpeg, [[0xe1, exif]]);
}

function withSegments(jpeg: Buffer, segments: readonly (readonly [number, Buffer])[]): Buffer {
  const written = segments.map(([marker, content]) => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(content.length + 2, 2);
    return Buffer.concat([head, content]);
  });
  return Buffer.concat([jpeg.subarray(0, 2), ...written, jpeg.subarray(2), Buffer.from('Secret Remark')]);
}

/** A byline, as press photographers write it. */
function iptc(name: string): Buffer {
  const field = Buffer.concat([Buffer.from([0x1c, 2, 80, 0, name.length]), Buffer.from(name)]);
  const head = Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\0', 'latin1');
  head.writeUInt32BE(field.length, head.length - 4);
  return Buffer.concat([head, field, Buffer.alloc(field.length % 2)]);
}

/** A PNG with words in each kind of text chunk, a time and EXIF. */
export async function ladenPng(
  shape: Shape = { width: 60, height: 40 },
  background = '#ff000080',
): Promise<Buffer> {
  const plain = await sharp({ create: { ...shape, channels: 4, background } })
    .png()
    .withExif({ IFD0: { Make: 'Secret Device', Artist: 'Secret Person' } })
    .toBuffer();
  const afterHead = 33;
  return Buffer.concat([
    plain.subarray(0, afterHead),
    chunk('tEXt', Buffer.from('Author\0Secret Person')),
    chunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${XMP}`)),
    chunk('tEXt', Buffer.from('Comment\0Secret Remark')),
    chunk('tIME', Buffer.from([7, 232, 3, 26, 10, 0, 0])),
    plain.subarray(afterHead),
  ]);
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), content]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** A tiny PNG whose head promises a size. */
export async function pngThatClaims(width: number, height: number): Promise<Buffer> {
  const plain = await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  const head = Buffer.from(plain.subarray(16, 29));
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  return Buffer.concat([plain.subarray(0, 8), chunk('IHDR', head), plain.subarray(33)]);
}

/** A picture that no compressor can make small. */
export function noise(width: number, height: number) {
  return sharp({
    create: {
      width,
      height,
      channels: 3,
      background: 'black',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  });
}

/** Three frames that differ. */
export async function movingGif(width = 20, height = 10): Promise<Buffer> {
  const frames = await Promise.all(
    ['red', 'lime', 'blue'].map(background =>
      sharp({ create: { width, height, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  const gif = await sharp(frames, { join: { animated: true } })
    .gif({ delay: [100, 100, 100] })
    .toBuffer();
  const remark = Buffer.from('Secret Remark');
  const extension = Buffer.concat([Buffer.from([0x21, 0xfe, remark.length]), remark, Buffer.from([0])]);
  return Buffer.concat([gif.subarray(0, -1), extension, gif.subarray(-1)]);
}
