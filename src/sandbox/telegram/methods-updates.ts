import { ApiError, badRequest } from './api-error.ts';
import type { MethodHandler } from './method.ts';
import type { Params } from './params.ts';

const MOST_UPDATES = 100;
const LONGEST_POLL = 50;

export const getUpdates: MethodHandler = async ({ updates }, params) => {
  if (updates.webhook !== undefined) {
    throw new ApiError(
      409,
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
  }
  const limit = params.integer('limit') ?? MOST_UPDATES;
  const timeout = Math.min(Math.max(params.integer('timeout') ?? 0, 0), LONGEST_POLL);
  return [
    ...(await updates.poll({
      offset: params.integer('offset') ?? 0,
      limit: limit < 1 || limit > MOST_UPDATES ? MOST_UPDATES : limit,
      timeoutMs: timeout * 1000,
      allowed: readAllowed(params),
    })),
  ];
};

export const setWebhook: MethodHandler = ({ updates }, params) => {
  const url = params.text('url');
  if (params.flag('drop_pending_updates')) updates.drop();
  if (url === '') {
    updates.setWebhook(undefined);
    return true;
  }
  checkUrl(url);
  const secret = params.text('secret_token');
  if (!/^[\w-]{0,256}$/.test(secret)) throw badRequest('secret token contains unallowed characters');
  updates.setWebhook({ url, secret, allowed: readAllowed(params) });
  return true;
};

export const deleteWebhook: MethodHandler = ({ updates }, params) => {
  if (params.flag('drop_pending_updates')) updates.drop();
  updates.setWebhook(undefined);
  return true;
};

export const getWebhookInfo: MethodHandler = ({ updates }) => {
  const { webhook, lastError } = updates;
  return {
    url: webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: updates.pending.length,
    ...(lastError === undefined
      ? {}
      : { last_error_date: lastError.date, last_error_message: lastError.message }),
    ...(webhook?.allowed === undefined ? {} : { allowed_updates: [...webhook.allowed] }),
  };
};

/** As a local Bot API server: plain HTTP is taken too, for the loopback address alone. */
function checkUrl(url: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const isLocal = parsed?.hostname === '127.0.0.1' || parsed?.hostname === 'localhost';
  if (parsed?.protocol !== 'https:' && !(parsed?.protocol === 'http:' && isLocal)) {
    throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
  }
  if (!isLocal && !['', '80', '88', '443', '8443'].includes(parsed.port)) {
    throw badRequest('bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443');
  }
}

function readAllowed(params: Params): readonly string[] | undefined {
  return params.list('allowed_updates')?.filter(kind => typeof kind === 'string');
}
