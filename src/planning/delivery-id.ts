/** The parts that make a delivery one of its kind. */
export interface DeliveryKey {
  /** `<campaign>/<post>`. */
  readonly post: string;
  readonly occurrence: string;
  /** Id of the place. */
  readonly place: string;
}

/** Planning the same twice gives the same id. It serves as job id too, and BullMQ allows no colon there. */
export function deliveryId(key: DeliveryKey): string {
  return [key.post, key.occurrence, key.place].join('/').replaceAll(':', '-');
}

/** The occurrence of a post that is scheduled once: its second in UTC, for example `20270521T060000Z`. */
export function occurrenceAt(at: Date): string {
  return `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}
