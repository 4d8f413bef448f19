import type { ClientRequest } from 'node:http';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { SocksProxyAgent } from 'socks-proxy-agent';

/**
 * The proxy agents, with one thing added: when no tunnel comes about, the error says ECONNREFUSED, the one code that every
 * library passes on and every adapter reads as "not a byte of the call has left". Their own errors have no code (SOCKS), or
 * are no errors at all: a refused CONNECT is handed to the caller as if the network had answered.
 */
export class HttpTunnelAgent extends HttpsProxyAgent<string> {
  override async connect(...[request, options]: Parameters<HttpsProxyAgent<string>['connect']>) {
    let status = 0;
    request.once('proxyConnect', (answer: { statusCode: number }) => {
      status = answer.statusCode;
    });
    const socket = await super.connect(request, options).catch(notTunnelled);
    if (status === 200) return socket;
    socket.destroy();
    return notTunnelled(new Error(`the proxy answered ${status}`));
  }
}

export class SocksTunnelAgent extends SocksProxyAgent {
  override async connect(...[request, options]: [ClientRequest, Parameters<SocksProxyAgent['connect']>[1]]) {
    return super.connect(request, options).catch(notTunnelled);
  }
}

function notTunnelled(cause: unknown): never {
  const why = cause instanceof Error ? cause.message : String(cause);
  throw Object.assign(new Error(`no tunnel through the proxy: ${why}`), { code: 'ECONNREFUSED' });
}
