import type { Update } from 'telegraf/types';
import { z } from 'zod';

const person = z.looseObject({
  id: z.int().positive(),
  is_bot: z.boolean(),
  first_name: z.string(),
  language_code: z.string().optional(),
});
const chat = z.looseObject({ id: z.int(), type: z.string() });
const file = z.looseObject({
  file_id: z.string(),
  file_size: z.number().optional(),
  file_name: z.string().optional(),
});
const entity = z.looseObject({
  type: z.string(),
  offset: z.int(),
  length: z.int(),
  url: z.string().optional(),
});
const message = z.looseObject({
  message_id: z.int(),
  date: z.int(),
  chat,
  from: person.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  entities: z.array(entity).optional(),
  photo: z.array(file).min(1).optional(),
  document: file.optional(),
  video: file.optional(),
  animation: file.optional(),
  media_group_id: z.string().optional(),
});
const press = z.looseObject({
  id: z.string(),
  from: person,
  data: z.string().optional(),
  message: message.optional(),
});
const update = z.looseObject({
  update_id: z.int(),
  message: message.optional(),
  callback_query: press.optional(),
});

/** Whether what the chat reads of an update has the shapes that it relies on; its kind may be any. */
export function isWellFormed(candidate: unknown): candidate is Update {
  return update.safeParse(candidate).success;
}
