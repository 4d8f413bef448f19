/** One part of the report: measures, and returns figures that go into the JSON document as they are. */
export type Section = (context: SectionContext) => Promise<Readonly<Record<string, unknown>>>;

export interface SectionContext {
  /** A line of progress, on standard error. */
  readonly say: (text: string) => void;
  /** Aborts when the section takes too long. */
  readonly signal: AbortSignal;
}
