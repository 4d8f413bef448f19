import type { Preview } from '../domain/draft.ts';

/** A preview for people: a heading per network and language, each part in a box with its count. */
export function printPreview(previews: readonly Preview[], titleOf: (network: string) => string): string {
  return previews.map(preview => `${printHeading(preview, titleOf)}\n${printBody(preview)}`).join('\n\n');
}

function printHeading(preview: Preview, titleOf: (network: string) => string): string {
  const parts = preview.parts.length === 1 ? 'one part' : `${preview.parts.length} parts`;
  const size = preview.refusal === undefined ? parts : 'refused';
  return `━━ ${titleOf(preview.network)} · ${preview.language} · ${preview.post} · ${size}`;
}

function printBody(preview: Preview): string {
  if (preview.refusal !== undefined) return `   ✗ ${preview.refusal}`;
  return preview.parts.map((part, index) => printPart(part, index, preview.parts.length)).join('\n');
}

function printPart(part: Preview['parts'][number], index: number, total: number): string {
  const number = total === 1 ? '' : `${index + 1}/${total} · `;
  const text = part.text
    .split('\n')
    .map(line => ` │ ${line}`.trimEnd())
    .join('\n');
  return ` ┌ ${number}${part.length} of ${part.limit} ${part.unit}\n${text}\n └`;
}
