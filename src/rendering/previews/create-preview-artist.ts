import { createTypeface, type FontFiles } from '../cards/typeface.ts';
import { drawSheet } from './draw-sheet.ts';
import { layOutSheet } from './lay-out-sheet.ts';
import type { PreviewSheet, Thumbnails } from './preview-sheet.ts';

/** Draws previews as SVG. Pure: the same sheet gives the same picture. */
export type DrawSheet = (sheet: PreviewSheet, thumbnails: Thumbnails) => string;

export function createPreviewArtist(fonts: FontFiles): DrawSheet {
  const typeface = createTypeface(fonts);
  return (sheet, thumbnails) => drawSheet(layOutSheet(sheet, typeface), thumbnails, typeface);
}
