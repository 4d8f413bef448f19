/** What a listing command is asked for: a page, or one entry and the page to go back to. */
export interface PageRequest {
  readonly offset: number;
  readonly subject?: string;
}

/** `12`, `may-21/morning/may-21-2027`, or both in that order reversed, as the buttons have it; anything else is the first page. */
export function readPage(argument: string): PageRequest {
  const words = argument.split(/\s+/).filter(word => word !== '');
  const offset = words.find(word => /^\d{1,6}$/.test(word));
  const subject = words.find(word => word.includes('/'));
  return { offset: Number(offset ?? 0), ...(subject === undefined ? {} : { subject }) };
}
