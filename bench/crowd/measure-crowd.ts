import type { Section } from '../section.ts';
import { measureBacklog } from './measure-backlog.ts';
import { measureBurst } from './measure-burst.ts';

/** Many at once, and many that wait. */
export const measureCrowd: Section = async context => {
  const burst = await measureBurst(context);
  const backlog = await measureBacklog(context);
  return { burst, backlog };
};
