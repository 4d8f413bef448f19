import { LOG_LEVELS, type LogLevel } from '../shared/log.ts';

/** Each reader takes the text of one variable, and adds a sentence to `faults` that names the variable, never its value. */

export function readUrl(
  value: string | undefined,
  name: string,
  protocols: readonly string[],
  faults: string[],
): string | undefined {
  if (value === undefined) return undefined;
  if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value;
  const forms = protocols.map(protocol => `${protocol}//…`).join(' or ');
  faults.push(`${name} is not an address that can be used: write it as ${forms}.`);
  return undefined;
}

export function readPort(value: string, faults: string[]): number {
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535)
    faults.push('PORT is not a port: give a number from 0 to 65535 (0: any free one).');
  return port;
}

export function readLogLevel(value: string, faults: string[]): LogLevel {
  const level = LOG_LEVELS.find(known => known === value.toLowerCase());
  if (level === undefined) faults.push(`LOG_LEVEL is unknown: use one of ${LOG_LEVELS.join(', ')}.`);
  return level ?? 'info';
}

/** Short keys could be guessed by whoever gets hold of the database. */
const SHORTEST_KEY = 16;

export function readSecretKey(key: string | undefined, faults: string[]): string | undefined {
  if (key !== undefined && key.length < SHORTEST_KEY) {
    faults.push(
      `SECRET_KEY is too short: give at least ${SHORTEST_KEY} characters, for example from "openssl rand -hex 32".`,
    );
  }
  return key;
}

export function readIds(value: string | undefined, faults: string[]): readonly number[] {
  const ids = (value ?? '').split(/[\s,;]+/).filter(id => id !== '');
  if (ids.some(id => !/^[1-9]\d{0,15}$/.test(id))) {
    faults.push(
      'TELEGRAM_ADMINS holds something that is no numeric Telegram id: give ids such as 123456789, with commas between them.',
    );
  }
  return ids.map(Number);
}
