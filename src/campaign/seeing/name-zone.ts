import { splitZone } from '../../planning/split-zone.ts';
import { inRussianWords } from '../belarusian-time.ts';

/** `Brussels`, `Минск`, `Брусель`, `Europe/Kyiv` → the IANA name; undefined for what is no zone. */
export function nameZone(name: string): string | undefined {
  return splitZone(`at ${inRussianWords(name.trim())}`).zone;
}
