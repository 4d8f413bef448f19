import { type Figure, figureValueText } from '../domain/figure.ts';
import type { Language } from '../domain/language.ts';
import type { DeliveryRecord } from '../domain/ledger.ts';

/** What `start --once --json` prints. Times are ISO 8601 in UTC. */
export interface DeliveryReport {
  readonly deliveries: readonly {
    readonly id: string;
    readonly post: string;
    readonly network: string;
    readonly place: string;
    readonly language: Language;
    readonly state: string;
    readonly dueAt: string;
    readonly publishedAt: string | null;
    readonly parts: readonly {
      readonly id: string | null;
      readonly url: string | null;
      readonly text: string;
    }[];
    readonly note?: string;
  }[];
  readonly figures: readonly {
    readonly id: string;
    /** A number where it is exact, else in characters: `>45000`, `143600-171900`. */
    readonly value: number | string;
    readonly asOf: string;
    readonly source: string;
  }[];
}

export function reportDeliveries(
  records: readonly DeliveryRecord[],
  figures: readonly Figure[],
): DeliveryReport {
  return { deliveries: records.map(reportDelivery), figures: figures.map(reportFigure) };
}

function reportDelivery({ delivery, parts }: DeliveryRecord): DeliveryReport['deliveries'][number] {
  const { id, post, network, place, language, state, dueAt, publishedAt, note } = delivery;
  return {
    id,
    post,
    network,
    place,
    language,
    state,
    dueAt: dueAt.toISOString(),
    publishedAt: publishedAt?.toISOString() ?? null,
    parts: parts.map(({ part, receipt }) => ({
      id: receipt?.id ?? null,
      url: receipt?.url ?? null,
      text: part.text,
    })),
    ...(note === undefined || state === 'published' ? {} : { note }),
  };
}

function reportFigure({ id, value, asOf, source }: Figure): DeliveryReport['figures'][number] {
  const shown = value.kind === 'exact' ? value.value : figureValueText(value);
  return { id, value: shown, asOf, source: source.url };
}
