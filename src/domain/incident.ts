/**
 * - `pin`: a post is published, and could not be pinned; the subject is the delivery
 * - `place`: it failed so often that it is left alone for a while
 * - `credentials`: a network refused them when they were tried, before anything was due; the subject is the network
 * - `queue`: alarms cannot be set
 * - `calendar`: a post of the calendar cannot be planned; the subject is `<post>/<occurrence>`
 * - `figures`: a post that waits cannot take over new figures; the subject is `<post>/<occurrence>`
 * - `round`: a task that is done again and again fails; the subject is its name
 * - `overdue`: deliveries are long due, and no worker is at them
 * - `late`: deliveries of a network wait long beyond their time: for it, for room in its limits, or for an open fate; the subject is the network
 * - `amendment`: a correction or withdrawal was begun and not finished; the subject is the delivery
 */
export const INCIDENT_KINDS = [
  'pin',
  'place',
  'credentials',
  'queue',
  'calendar',
  'figures',
  'round',
  'overdue',
  'late',
  'amendment',
] as const;

export type IncidentKind = (typeof INCIDENT_KINDS)[number];

/** Something that went wrong and ended no delivery; the admins hear of it once. */
export interface Incident {
  readonly kind: IncidentKind;
  /** What it is about; with the kind it names the incident. */
  readonly subject: string;
  /** In words for admins. */
  readonly why: string;
}

/** What goes wrong at the moment. An incident that is raised again while it lasts is no news; after it was over it is. */
export interface IncidentBook {
  raise(incident: Incident): Promise<void>;
  /** It is over. What the admins have not heard of yet they hear all the same. */
  clear(kind: IncidentKind, subject: string): Promise<void>;
  /** These are all there are of a kind now: what is new is raised, the others are over. */
  keep(kind: IncidentKind, all: readonly Pick<Incident, 'subject' | 'why'>[]): Promise<void>;
  /**
   * Looks for deliveries that nobody was at since `due`, amendments that nobody was at since `begun`, and, where it is given,
   * deliveries that wait although their time was before `late`.
   */
  lookForNeglect(before: { readonly due: Date; readonly begun: Date; readonly late?: Date }): Promise<void>;
  /** The oldest first. */
  untold(limit: number): Promise<readonly Incident[]>;
  markTold(incident: Incident, at: Date): Promise<void>;
}
