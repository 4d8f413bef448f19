/** How Telegram names what a file is. */
export type MediaKind = 'photo' | 'video' | 'animation';

/** A file's media type as Telegram's kind; undefined where Telegram takes no such file. */
export function mediaKind(type: string): MediaKind | undefined {
  switch (type) {
    case 'image/jpeg':
    case 'image/png':
    case 'image/webp':
      return 'photo';
    case 'image/gif':
      return 'animation';
    case 'video/mp4':
      return 'video';
    default:
      return undefined;
  }
}

/** A name that tells nothing about where the file came from. */
export function fileName(type: string): string {
  return `${mediaKind(type) ?? 'file'}.${type.replace(/^.*\//, '').replace('jpeg', 'jpg')}`;
}
