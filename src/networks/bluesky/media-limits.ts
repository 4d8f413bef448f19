export const MAX_IMAGES = 4;
export const MAX_IMAGE_BYTES = 2_000_000;
export const MAX_THUMBNAIL_BYTES = 1_000_000;
