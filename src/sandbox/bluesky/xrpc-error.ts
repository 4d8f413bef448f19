/** An answer of the server that is no success, in the shape that every XRPC server sends: `{error, message}`. */
export class XrpcError extends Error {
  readonly status: number;
  readonly error: string;

  constructor(status: number, error: string, message: string) {
    super(message);
    this.status = status;
    this.error = error;
  }
}

export const invalidRequest = (message: string, error = 'InvalidRequest'): XrpcError =>
  new XrpcError(400, error, message);

export const unauthorized = (
  message = 'Authentication Required',
  error = 'AuthenticationRequired',
): XrpcError => new XrpcError(401, error, message);

export const internalError = (): XrpcError =>
  new XrpcError(500, 'InternalServerError', 'Internal Server Error');
