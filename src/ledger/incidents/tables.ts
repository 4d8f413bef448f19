import type { IncidentKind } from '../../domain/incident.ts';

export interface IncidentTables {
  incidents: {
    kind: IncidentKind;
    subject: string;
    why: string;
    since: Date;
    told_at: Date | null;
    /** It is over, and the admins have not heard of it. */
    over: boolean;
  };
}
