import {
  BufferSource,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  type InputAudioTrack,
  type InputVideoTrack,
  MP4,
  Mp4OutputFormat,
  Output,
  QTFF,
} from 'mediabunny';
import { InputError } from '../domain/input-error.ts';
import type { PreparedMedia, VideoLimits } from '../domain/media.ts';
import { dropRemarks } from './drop-remarks.ts';
import { eraseTimes } from './erase-times.ts';
import { mp4Boxes } from './mp4-boxes.ts';
import type { MediaFile } from './read-media-file.ts';

/**
 * Copies the pictures and the sound of a video into a new file, as they are; nothing else comes along: no place, no device,
 * no times, no further tracks.
 * @throws InputError if it is damaged, or more than the network takes: nothing is encoded anew.
 */
export async function stripVideo(
  file: MediaFile,
  limits: VideoLimits | undefined,
): Promise<Omit<PreparedMedia, 'id' | 'alt'>> {
  if (limits === undefined) throw new InputError(`${file.name}: the network takes no video: use a picture.`);
  const video = await readable(file, () => copyTracks(file));
  checkSeconds(file.name, video.seconds, limits);
  if (video.bytes.length > limits.bytes) {
    const [has, takes] = [video.bytes.length, limits.bytes].map(bytes => (bytes / 1e6).toFixed(1));
    throw new InputError(
      `${file.name}: the video has ${has} MB and the network takes ${takes}: export it smaller.`,
    );
  }
  return { bytes: video.bytes, type: 'video/mp4', width: video.width, height: video.height };
}

interface CopiedVideo {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
}

async function copyTracks(file: MediaFile): Promise<CopiedVideo> {
  if ([...mp4Boxes(file.bytes)].every(({ type }) => type !== 'moov')) throw new Error('no head');
  using input = new Input({ source: new BufferSource(file.bytes), formats: [MP4, QTFF] });
  const video = await input.getPrimaryVideoTrack();
  if (video === null)
    throw new InputError(`${file.name}: there are no pictures in the video: export it again.`);
  const audio = await input.getPrimaryAudioTrack();
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target });
  const copies = [
    await copyVideo(video, output),
    ...(audio === null ? [] : [await copyAudio(audio, output)]),
  ];
  await output.start();
  await Promise.all(copies.map(copy => copy()));
  await output.finalize();
  const bytes = new Uint8Array(target.buffer ?? new ArrayBuffer(0));
  eraseTimes(bytes);
  const [width, height] = [await video.getDisplayWidth(), await video.getDisplayHeight()];
  return { bytes, width, height, seconds: await input.computeDuration() };
}

type Copy = () => Promise<void>;

async function copyVideo(track: InputVideoTrack, output: Output): Promise<Copy> {
  const codec = await track.getCodec();
  const decoderConfig = await track.getDecoderConfig();
  if (codec === null || decoderConfig === null) throw new Error('unknown codec');
  const source = new EncodedVideoPacketSource(codec);
  output.addVideoTrack(source, { rotation: await track.getRotation() });
  return async () => {
    for await (const packet of new EncodedPacketSink(track).packets()) {
      await source.add(packet.clone({ data: dropRemarks(packet.data, codec, decoderConfig.description) }), {
        decoderConfig,
      });
    }
    source.close();
  };
}

async function copyAudio(track: InputAudioTrack, output: Output): Promise<Copy> {
  const codec = await track.getCodec();
  const decoderConfig = await track.getDecoderConfig();
  if (codec === null || decoderConfig === null) throw new Error('unknown codec');
  const source = new EncodedAudioPacketSource(codec);
  output.addAudioTrack(source);
  return async () => {
    for await (const packet of new EncodedPacketSink(track).packets())
      await source.add(packet, { decoderConfig });
    source.close();
  };
}

async function readable<Result>(file: MediaFile, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(
      `${file.name}: the video is damaged, cut short or of a kind that is not known: export it again as MP4.`,
    );
  }
}

function checkSeconds(name: string, seconds: number, { seconds: limits }: VideoLimits): void {
  if (limits === undefined || (seconds >= limits.atLeast && seconds <= limits.atMost)) return;
  throw new InputError(
    `${name}: the video lasts ${seconds.toFixed(1)} seconds, and the network takes ${limits.atLeast} to ${limits.atMost}: cut it.`,
  );
}
