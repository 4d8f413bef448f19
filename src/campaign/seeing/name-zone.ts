import { splitZone } from '../../planning/split-zone.ts';

/** `Brussels`, `Минск`, `Europe/Kyiv` → the IANA name; undefined for what is no zone. */
export function nameZone(name: string): string | undefined {
  return splitZone(`at ${name.trim()}`).zone;
}
