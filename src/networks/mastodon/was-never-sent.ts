/** Codes with which a connection was never made: not a byte of the call has left. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_INVALID_ARG',
  'UND_ERR_PRX_CONN',
  'UND_ERR_PRX_TLS',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** So begin the codes of a SOCKS proxy that made no tunnel. */
const NO_TUNNEL = 'UND_ERR_SOCKS5';

/** Is it certain that the call never reached the server? Looks through the causes of an error of `fetch`. */
export function wasNeverSent(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall === 'connect') return true;
  if (typeof code === 'string' && (NEVER_SENT.has(code) || code.startsWith(NO_TUNNEL))) return true;
  return wasNeverSent(error.cause);
}
