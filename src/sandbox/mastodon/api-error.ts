/** What the server refuses, as Mastodon says it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: 400 | 401 | 403 | 404 | 413 | 422 | 429;

  constructor(status: ApiError['status'], message: string) {
    super(message);
    this.status = status;
  }
}

export const notFound = (): ApiError => new ApiError(404, 'Record not found');
export const invalid = (what: string): ApiError => new ApiError(422, `Validation failed: ${what}`);
