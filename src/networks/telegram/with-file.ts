/** The fields in which a file itself may stand. */
const FILE_FIELDS = ['photo', 'video', 'animation', 'media'];

/**
 * A form holds text alone, so where bytes travel with the call every other object goes as JSON in a string: telegraf does that
 * for some fields and silently drops the rest (`reply_parameters`). Where the file goes by its id, the call is plain JSON.
 */
export function withFile<T extends object>(payload: T): T {
  const fields = Object.entries(payload);
  const isForm = fields.some(([name, value]) => FILE_FIELDS.includes(name) && holdsBytes(value));
  if (!isForm) return payload;
  const written = fields.map(([name, value]) =>
    typeof value === 'object' && value !== null && !FILE_FIELDS.includes(name)
      ? [name, JSON.stringify(value)]
      : [name, value],
  );
  // telegraf names the method in the form too, where the API has no such field.
  return Object.fromEntries([...written, ['method', undefined]]);
}

function holdsBytes(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsBytes);
  if (typeof value !== 'object' || value === null) return false;
  return 'source' in value || ('media' in value && holdsBytes(value.media));
}
