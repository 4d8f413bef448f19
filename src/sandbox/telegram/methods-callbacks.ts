import { badRequest } from './api-error.ts';
import type { MethodHandler } from './method.ts';

const TEXT_LIMIT = 200;

export const answerCallbackQuery: MethodHandler = ({ world, callbacks }, params) => {
  const text = params.text('text');
  if (text.length > TEXT_LIMIT) throw badRequest('MESSAGE_TOO_LONG');
  const answered = callbacks.answer(params.text('callback_query_id'), {
    text,
    alert: params.flag('show_alert'),
  });
  if (!answered) throw badRequest('query is too old and response timeout expired or query ID is invalid');
  world.changed();
  return true;
};
