import pino from 'pino';
import type { Scrubber } from './secrets.ts';

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Structured, on standard error, one JSON object per line. Never holds a secret, a subscriber or a stranger. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Writes through the scrubber, so that a library's error text cannot carry a token out. */
export function createLog(
  level: LogLevel,
  scrubber: Scrubber,
  write: (line: string) => void = line => void process.stderr.write(line),
): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: label => ({ level: label }) },
    },
    { write: line => write(scrubber.scrub(line)) },
  );
  return {
    debug: (message, fields) => logger.debug(fields ?? {}, message),
    info: (message, fields) => logger.info(fields ?? {}, message),
    warn: (message, fields) => logger.warn(fields ?? {}, message),
    error: (message, fields) => logger.error(fields ?? {}, message),
  };
}

export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
