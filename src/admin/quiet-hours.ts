/** From one time of the day to another, which may be tomorrow's: `HH:MM`. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

export const USUAL_QUIET_HOURS: QuietHours = { from: '22:00', to: '08:00' };

const DAY_MINUTES = 24 * 60;
const MINUTE_MS = 60_000;

/** When the quiet hours in which `now` lies are over; undefined: they are not on. */
export function quietUntil({ from, to }: QuietHours, timeZone: string, now: Date): Date | undefined {
  const minute = minuteOf(clockIn(timeZone, now));
  const since = (minute - minuteOf(from) + DAY_MINUTES) % DAY_MINUTES;
  const length = (minuteOf(to) - minuteOf(from) + DAY_MINUTES) % DAY_MINUTES;
  if (since >= length) return undefined;
  const start = now.getTime() - (now.getTime() % MINUTE_MS);
  return new Date(start + (length - since) * MINUTE_MS);
}

/** `22-8`, `23:30–07:00`, `22 8`; undefined for what is none. */
export function readQuietHours(text: string): QuietHours | undefined {
  const [, fromHour, fromMinute = '00', toHour, toMinute = '00'] =
    /^(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|—|\s|to|до|да)\s*(\d{1,2})(?:[:.](\d{2}))?$/i.exec(text.trim()) ??
    [];
  if (fromHour === undefined || toHour === undefined) return undefined;
  const from = `${fromHour.padStart(2, '0')}:${fromMinute}`;
  const to = `${toHour.padStart(2, '0')}:${toMinute}`;
  const isTime = (time: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time);
  return isTime(from) && isTime(to) && from !== to ? { from, to } : undefined;
}

function clockIn(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(at);
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
