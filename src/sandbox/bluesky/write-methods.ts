import type { JsonObject } from '../../domain/json.ts';
import { takeTurns } from '../../shared/take-turns.ts';
import { authorizeWrite, type BlueskyServer } from './bluesky-server.ts';
import { POINTS } from './rate-limits.ts';
import type { PreparedWrite, WriteRequest } from './repo.ts';
import { invalidRequest } from './xrpc-error.ts';
import type { XrpcCall, XrpcHandler, XrpcMethods } from './xrpc-server.ts';

/** `com.atproto.repo.*` that write: one commit for each call that changes something, one call at a time. */
export function writeMethods(server: BlueskyServer): XrpcMethods {
  const takeTurn = takeTurns();
  const inTurn =
    (write: (server: BlueskyServer, call: XrpcCall) => Promise<object>): XrpcHandler =>
    call =>
      takeTurn(() => write(server, call));
  return {
    'com.atproto.repo.createRecord': inTurn(createRecord),
    'com.atproto.repo.putRecord': inTurn(putRecord),
    'com.atproto.repo.deleteRecord': inTurn(deleteRecord),
    'com.atproto.repo.applyWrites': inTurn(applyWrites),
    'com.atproto.repo.uploadBlob': uploadBlob(server),
  };
}

async function createRecord(server: BlueskyServer, call: XrpcCall) {
  authorizeWrite(server, call, POINTS.create);
  const write = await server.repo.prepare({ ...requestOf(call), action: 'create' });
  const commit = await server.repo.commit([write]);
  return { ...resultOf(server, write), commit };
}

async function putRecord(server: BlueskyServer, call: XrpcCall) {
  authorizeWrite(server, call, POINTS.update);
  const request = requestOf(call);
  const current = server.repo.get(request.collection, request.rkey ?? '');
  const write = await server.repo.prepare({
    ...request,
    action: current === undefined ? 'create' : 'update',
  });
  if (current?.cid === write.cid) return resultOf(server, write);
  checkSwap(call.input.swapRecord, current?.cid);
  const commit = await server.repo.commit([write]);
  return { ...resultOf(server, write), commit };
}

async function deleteRecord(server: BlueskyServer, call: XrpcCall) {
  authorizeWrite(server, call, POINTS.delete);
  const request = requestOf(call);
  const current = server.repo.get(request.collection, request.rkey ?? '');
  if (current === undefined) return {};
  checkSwap(call.input.swapRecord ?? undefined, current.cid);
  return { commit: await server.repo.commit([await server.repo.prepare({ ...request, action: 'delete' })]) };
}

async function applyWrites(server: BlueskyServer, call: XrpcCall) {
  const requests = (call.input.writes as JsonObject[]).map(write => ({
    ...(write as unknown as WriteRequest),
    action: String(write.$type).split('#')[1] as WriteRequest['action'],
    validate: call.input.validate as boolean | undefined,
  }));
  authorizeWrite(
    server,
    call,
    requests.reduce((sum, { action }) => sum + POINTS[action], 0),
  );
  if (requests.length > 200) throw invalidRequest('Too many writes. Max: 200');
  const writes = await Promise.all(requests.map(request => server.repo.prepare(request)));
  const commit = await server.repo.commit(writes);
  const results = writes.map(write => ({
    $type: `com.atproto.repo.applyWrites#${write.action}Result`,
    ...(write.action === 'delete' ? {} : resultOf(server, write)),
  }));
  return { commit, results };
}

function uploadBlob({ sessions, limits, blobs }: BlueskyServer): XrpcHandler {
  return ({ bearer, bytes, contentType, header }) => {
    limits.spend('upload', sessions.check(bearer), 1, header);
    const { cid, type } = blobs.add(bytes, contentType);
    return { blob: { $type: 'blob', ref: { $link: cid }, mimeType: type, size: bytes.length } };
  };
}

function requestOf({ input }: XrpcCall): Omit<WriteRequest, 'action'> & { collection: string } {
  return {
    collection: String(input.collection),
    rkey: input.rkey as string | undefined,
    value: input.record as JsonObject | undefined,
    validate: input.validate as boolean | undefined,
  };
}

/** `null`: nothing may be there; a CID: exactly this; undefined: anything. */
function checkSwap(expected: unknown, current: string | undefined): void {
  if (expected !== undefined && expected !== (current ?? null)) {
    throw invalidRequest(`Record was at ${current ?? 'null'}`, 'InvalidSwap');
  }
}

function resultOf(server: BlueskyServer, { collection, rkey, cid, validation }: PreparedWrite) {
  const uri = `at://${server.account.did}/${collection}/${rkey}`;
  return { uri, cid, ...(validation === undefined ? {} : { validationStatus: validation }) };
}
