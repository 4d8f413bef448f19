/** The fields in which a file itself may stand. */
const FILE_FIELDS = new Set(['photo', 'video', 'animation', 'media']);

/**
 * A form holds text alone, so every object in it goes as JSON. telegraf does that for some fields and silently drops the
 * others (`reply_parameters`); where the file goes by its id the call is JSON anyway and reads the same.
 */
export function withFile<T extends object>(payload: T): T {
  const fields = Object.entries(payload).map(([name, value]) =>
    typeof value === 'object' && value !== null && !FILE_FIELDS.has(name)
      ? [name, JSON.stringify(value)]
      : [name, value],
  );
  return Object.fromEntries(fields);
}
