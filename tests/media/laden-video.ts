import {
  BufferTarget,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
  type OutputFormat,
} from 'mediabunny';

/** Words and places that stand in the metadata of the test videos. */
export const VIDEO_TRACES = [
  'Secret Title',
  'Secret Device',
  '+53.9000+027.5500',
  'Secret Encoder',
  'Secret Track',
  'Secret Box',
];

const SPS = [0x67, 0x42, 0x00, 0x0a, 0xf8, 0x41, 0xa2];
const PPS = [0x68, 0xce, 0x38, 0x80];
const AVC_DESCRIPTION = new Uint8Array([
  1,
  0x42,
  0x00,
  0x0a,
  0xff,
  0xe1,
  0,
  SPS.length,
  ...SPS,
  1,
  0,
  PPS.length,
  ...PPS,
]);

/** One grey picture of 128 × 96, each block written out in full, as the simplest encoder there is would do it. */
function greyPicture(): Uint8Array {
  const blocks = Array.from({ length: 48 }, (_, index) => [
    ...(index === 0 ? [] : [0x0d, 0x00]),
    ...Array(384).fill(0x80),
  ]);
  return new Uint8Array([0x65, 0x88, 0x84, 0x21, 0xa0, 0x0d, 0x00, ...blocks.flat(), 0x80]);
}

/** What encoders say of themselves, within the pictures. */
function remark(words: string): Uint8Array {
  const text = Buffer.from(words);
  return new Uint8Array([0x06, 5, 16 + text.length, ...Array(16).fill(7), ...text, 0x80]);
}

function unit(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

export interface VideoShape {
  readonly seconds?: number;
  readonly rotation?: 0 | 90 | 180 | 270;
}

/** An MP4 with everything that a telephone and an editor leave in it. */
export async function ladenVideo({ seconds = 2, rotation = 0 }: VideoShape = {}): Promise<Uint8Array> {
  const target = new BufferTarget();
  const format: OutputFormat = new Mp4OutputFormat({ fastStart: 'in-memory', metadataFormat: 'mdta' });
  const output = new Output({ format, target });
  const source = new EncodedVideoPacketSource('avc');
  output.addVideoTrack(source, { rotation, name: 'Secret Track' });
  output.setMetadataTags({
    title: 'Secret Title',
    date: new Date('2024-03-26T10:00:00Z'),
    raw: {
      'com.apple.quicktime.location.ISO6709': '+53.9000+027.5500+200.000/',
      'com.apple.quicktime.make': 'Secret Device',
    },
  });
  await output.start();
  const data = new Uint8Array(Buffer.concat([unit(remark('Secret Encoder')), unit(greyPicture())]));
  const decoderConfig = {
    codec: 'avc1.42000a',
    codedWidth: 128,
    codedHeight: 96,
    description: AVC_DESCRIPTION,
  };
  for (let second = 0; second < seconds; second += 1) {
    await source.add(new EncodedPacket(data, 'key', second, 1), { decoderConfig });
  }
  await output.finalize();
  return Buffer.concat([
    new Uint8Array(target.buffer ?? new ArrayBuffer(0)),
    box('uuid', 'Secret Box, 16 b'),
  ]);
}

function box(type: string, content: string): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, Buffer.from(content)]);
}
