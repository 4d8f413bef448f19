import { join } from 'node:path';
import { type AdminChat, type AdminChatOptions, createAdminChat } from '../admin/create-admin-chat.ts';
import { describeCheck, faultsOf } from '../campaign/ready/faults.ts';
import { approvalsOf } from '../domain/approval.ts';
import type { Notice } from '../domain/notice.ts';
import { createUpdateBook } from '../members/create-update-book.ts';
import { systemClock } from '../shared/clock.ts';
import type { LogFields } from '../shared/log.ts';
import type { ControlRoomParts } from './control-room-parts.ts';
import type { Crew } from './open-crew.ts';

const LOCALES = join(import.meta.dirname, '../../locales');

/** The chat needs the bot of the channels, and somebody who may write to it. */
export function openChat(
  { settings, house, useCases, storage, keep, log }: ControlRoomParts,
  crew: Crew & Pick<AdminChatOptions, 'webhook' | 'refusedCalls'>,
): AdminChat | undefined {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot } = settings.networks.get('telegram') ?? {};
  if (token === undefined || apiRoot === undefined || settings.telegramAdmins.length === 0) {
    log.warn(
      'There is no admin chat: set TELEGRAM_BOT_TOKEN, a channel and TELEGRAM_ADMINS, or read this log',
    );
    return undefined;
  }
  const channels = house.places
    .filter(({ network, address }) => network === 'telegram' && address?.startsWith('@'))
    .map(({ language, address }) => [language, `https://t.me/${address?.slice(1)}`] as const);
  return createAdminChat({
    token,
    apiRoot,
    ...(settings.proxyUrl === undefined ? {} : { proxyUrl: settings.proxyUrl }),
    ...crew,
    updates: createUpdateBook(storage.kysely(), token.split(':')[0] ?? ''),
    useCases,
    localesFolder: LOCALES,
    keep,
    channels: Object.fromEntries(channels),
    count: () => house.ledger.countCall('telegram'),
    log,
    clock: systemClock,
  });
}

/** Without a chat the log is the only place where a fault can be noticed. */
export function tellerOf(
  chat: AdminChat | undefined,
  { inControl, log }: Pick<ControlRoomParts, 'inControl' | 'log'>,
): (notices: readonly Notice[]) => Promise<void> {
  return async notices => {
    if (!inControl()) throw new Error('another process may tell it');
    for (const notice of notices) log.warn('The admins have to know', describeForLog(notice));
    await chat?.tell(notices);
  };
}

function describeForLog(notice: Notice): LogFields {
  if (notice.kind === 'stale post') {
    return { held: `${notice.post}/${notice.occurrence}`, why: notice.why };
  }
  if (notice.kind === 'reading waits') {
    return { figure: notice.reading.figure, waits: notice.reading.number, why: notice.reading.why };
  }
  if (notice.kind === 'source broken') {
    return { figure: notice.source.figure, source: notice.source.url, why: notice.source.fault };
  }
  if (notice.kind === 'approval') {
    const { news, request } = notice;
    return { approval: `${request.post}/${request.occurrence}`, news, ...approvalsOf(request) };
  }
  if (notice.kind === 'incident') {
    const { kind, subject, why } = notice.incident;
    return { incident: kind, subject, why };
  }
  if (notice.kind === 'readiness') {
    const { occurrence, ready } = notice.readiness;
    return { occurrence, ready, toSeeTo: faultsOf(notice.readiness).map(describeCheck).join('; ') };
  }
  if (notice.kind === 'hold') return { held: notice.hold.scope, why: notice.hold.why };
  const { id, state, note } = notice.delivery;
  return { delivery: id, state, why: note };
}
