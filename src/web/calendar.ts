import { timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';

export interface CalendarOptions {
  /** Who knows it may read the plan; nobody else learns that there is one. */
  readonly token: () => Promise<string>;
  /** The plan as an iCalendar file. */
  readonly write: () => Promise<string>;
}

/** `GET /calendar/<token>.ics`, for a calendar program to subscribe to. */
export function createCalendarApp({ token, write }: CalendarOptions): Hono {
  const app = new Hono();
  app.get('/calendar/:name', async context => {
    const { name } = context.req.param();
    if (!isSame(name, `${await token()}.ics`)) return context.notFound();
    context.header('cache-control', 'no-store');
    context.header('content-type', 'text/calendar; charset=utf-8');
    return context.body(await write());
  });
  return app;
}

/** In the same time, however much of it is right. */
function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
