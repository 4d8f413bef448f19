import { createServer } from 'node:net';
import { platform } from 'node:os';
import { join } from 'node:path';
import type { DataFolder } from './data-folder.ts';

export const DATABASE_USER = 'solidarity';
export const DATABASE_NAME = 'postgres';

/** Only names the socket's file: no port is opened. */
const SOCKET_PORT = 5432;

/** The system's limit for a socket's path, in bytes, the shortest of all systems. */
const LONGEST_SOCKET_PATH = 103;

/** Small, for one bot on a small machine, and durable: `fsync` and all that it needs stay on. */
const SETTINGS = {
  cluster_name: 'solidarity',
  max_connections: '100',
  shared_buffers: '16MB',
  huge_pages: 'off',
  io_method: 'sync',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_replication_slots: '0',
  min_wal_size: '16MB',
  max_wal_size: '128MB',
  max_worker_processes: '2',
  max_parallel_workers: '0',
  max_parallel_workers_per_gather: '0',
  max_logical_replication_workers: '0',
  autovacuum_max_workers: '1',
  jit: 'off',
  log_min_messages: 'warning',
  logging_collector: 'off',
  log_timezone: 'UTC',
  timezone: 'UTC',
};

/** Where the server listens: a socket in its own folder, or, where that cannot be, a loopback port. */
export type Listener = { readonly kind: 'socket' } | { readonly kind: 'loopback'; readonly port: number };

export async function chooseListener(folder: DataFolder): Promise<Listener> {
  const socket = join(folder.cluster, `.s.PGSQL.${SOCKET_PORT}`);
  const fits = platform() !== 'win32' && Buffer.byteLength(socket) <= LONGEST_SOCKET_PATH;
  return fits ? { kind: 'socket' } : { kind: 'loopback', port: await freePort() };
}

export function serverArguments(listener: Listener, extra: Readonly<Record<string, string>>): string[] {
  const listening =
    listener.kind === 'socket'
      ? {
          listen_addresses: '',
          port: String(SOCKET_PORT),
          unix_socket_directories: '.',
          unix_socket_permissions: '0700',
        }
      : { listen_addresses: '127.0.0.1', port: String(listener.port), unix_socket_directories: '' };
  return Object.entries({ ...SETTINGS, ...listening, ...extra }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  return address !== null && typeof address === 'object' ? address.port : 0;
}
