import { once } from 'node:events';
import { createServer as createHttpServer, type Server as HttpServer, request } from 'node:http';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { LOOPBACK_CERTIFICATE, LOOPBACK_KEY } from './loopback-certificate.ts';

/** A real proxy on loopback that remembers where it was asked to go. */
export interface ProxyServer extends AsyncDisposable {
  readonly url: string;
  readonly targets: readonly string[];
}

/** Forwards absolute-form requests and CONNECT tunnels, for those who know the password. */
export async function startHttpProxy(credentials: string): Promise<ProxyServer> {
  const targets: string[] = [];
  return listen(forwarding(createHttpServer(), credentials, targets), credentials, 'http', targets);
}

/** The same behind TLS. While it stands, this process trusts its certificate. */
export async function startHttpsProxy(credentials: string): Promise<ProxyServer> {
  const targets: string[] = [];
  const server = createHttpsServer({ cert: LOOPBACK_CERTIFICATE, key: LOOPBACK_KEY });
  const trusted = getCACertificates('default');
  setDefaultCACertificates([...trusted, LOOPBACK_CERTIFICATE]);
  const proxy = await listen(forwarding(server, credentials, targets), credentials, 'https', targets);
  return {
    ...proxy,
    async [Symbol.asyncDispose]() {
      setDefaultCACertificates(trusted);
      await proxy[Symbol.asyncDispose]();
    },
  };
}

function forwarding(
  server: HttpServer | HttpsServer,
  credentials: string,
  targets: string[],
): HttpServer | HttpsServer {
  const expected = `Basic ${Buffer.from(credentials).toString('base64')}`;
  server.on('request', (incoming, outgoing) => {
    if (incoming.headers['proxy-authorization'] !== expected) return void outgoing.writeHead(407).end();
    const target = new URL(incoming.url ?? '');
    targets.push(target.host);
    const headers = { ...incoming.headers, host: target.host };
    const onward = request(target, { method: incoming.method, headers }, answer => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  server.on('connect', (incoming, client: Socket) => {
    if (incoming.headers['proxy-authorization'] !== expected) {
      return void client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    }
    targets.push(incoming.url ?? '');
    const { hostname, port } = new URL(`http://${incoming.url}`);
    tunnel(client, hostname, Number(port), () => client.write('HTTP/1.1 200 Connection Established\r\n\r\n'));
  });
  return server;
}

/** SOCKS5 (RFC 1928) with user and password (RFC 1929), CONNECT only. */
export async function startSocksProxy(credentials: string): Promise<ProxyServer> {
  const targets: string[] = [];
  const server = createTcpServer(client => {
    client.on('error', () => client.destroy());
    void serveSocks(client, credentials, targets).catch(() => client.destroy());
  });
  return listen(server, credentials, 'socks5', targets);
}

async function serveSocks(client: Socket, credentials: string, targets: string[]): Promise<void> {
  await next(client);
  client.write(Buffer.from([5, 2]));
  const login = await next(client);
  const user = login.subarray(2, 2 + (login[1] ?? 0));
  const password = login.subarray(3 + user.length);
  const welcome = `${user}:${password}` === credentials;
  client.write(Buffer.from([1, welcome ? 0 : 1]));
  if (!welcome) return void client.end();
  const command = await next(client);
  const [host, portAt] =
    command[3] === 3
      ? [command.subarray(5, 5 + (command[4] ?? 0)).toString(), 5 + (command[4] ?? 0)]
      : [[...command.subarray(4, 8)].join('.'), 8];
  const port = command.readUInt16BE(portAt);
  targets.push(`${host}:${port}`);
  tunnel(client, host, port, () => client.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0])));
}

async function next(client: Socket): Promise<Buffer> {
  const [chunk] = (await once(client, 'data')) as [Buffer];
  return chunk;
}

function tunnel(client: Socket, host: string, port: number, onOpen: () => void): void {
  const target = connect(port, host, () => {
    onOpen();
    client.pipe(target);
    target.pipe(client);
  });
  target.on('error', () => client.destroy());
  client.on('error', () => target.destroy());
  client.on('close', () => target.destroy());
}

async function listen(
  server: Server,
  credentials: string,
  scheme: string,
  targets: readonly string[],
): Promise<ProxyServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `${scheme}://${credentials}@127.0.0.1:${(server.address() as AddressInfo).port}`,
    targets,
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>(resolve => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
