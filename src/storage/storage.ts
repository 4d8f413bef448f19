import type { Kysely } from 'kysely';
import type pg from 'pg';

/** How to reach the database: plain data, which `pg` takes as its configuration and BullMQ as its connection. */
export type Connection = {
  readonly application_name: string;
  readonly connectionString?: string;
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
  readonly ssl?: false;
  readonly keepAlive?: boolean;
  readonly connectionTimeoutMillis?: number;
};

/** The database, the same to every room whether it is the embedded server or the one of DATABASE_URL. */
export interface Storage extends AsyncDisposable {
  readonly pool: pg.Pool;
  /** With this another pool (the queue's own) reaches the same database. */
  readonly connection: Connection;
  /** What a person knows the database by, for messages: a setting and, where it is no secret, its value. */
  readonly setting: string;
  /** The pool as Kysely, typed by the tables that the caller brings. */
  kysely<Tables>(): Kysely<Tables>;
  /** Ends the pool and, when nobody else uses it, the embedded server. Close what uses `connection` first. */
  close(): Promise<void>;
}

/** A database that is reachable, and what to do when it is no longer needed. */
export interface DatabaseServer {
  readonly setting: string;
  readonly connection: Connection;
  stop(): Promise<void>;
}
