import type { Draft } from '../draft.ts';
import type { AccessRecord } from './access-record.ts';
import type { RefusedClients } from './refused-clients.ts';
import { type Route, routeOf } from './route.ts';

/** What a request means to the gateway; nothing when it came to none of its doors. */
export function eventsOf(record: AccessRecord, refused: RefusedClients): readonly Draft[] {
  const route = routeOf(record);
  if (route === undefined) return [];
  const drafts = [...answered(record, route, refused), ...used(record, route)];
  return record.doubtful ? drafts.map((draft) => ({ ...draft, trust: 'claimed' })) : drafts;
}

function answered(record: AccessRecord, route: Route, refused: RefusedClients): readonly Draft[] {
  const { status, time, peer, forwardedFor = '' } = record;
  // The last entry is the word of the peer, those before it anybody's.
  const client = `${peer}\n${forwardedFor.split(',').at(-1)?.trim()}`;
  if (status === 401) refused.add(client, time);
  const read = readings.get(status) ?? otherAnswer;
  return read(record, route, refused.has(client, time));
}

type Reading = (record: AccessRecord, route: Route, refusedBefore: boolean) => readonly Draft[];

const readings: ReadonlyMap<number, Reading> = new Map<number, Reading>([
  [101, (record) => [{ type: 'connection', state: 'closed', reason: 'websocket', ...claimsOf(record) }]],
  [401, (record, route) => [attempt(record, route, 'failure')]],
  [403, (record, route) => [denied(record, route)]],
  // Without a refusal before it, it is a limit of something else: of the model, of the proxy.
  [429, (record, route, refusedBefore) => (refusedBefore ? [attempt(record, route, 'limited')] : [])],
  // The body is read after the credential: a guesser who sends none is answered 400 at last.
  [
    400,
    (record, route, refusedBefore) =>
      refusedBefore && route.proves && !namesToken(record) ? [attempt(record, route, 'success')] : [],
  ],
]);

function otherAnswer(record: AccessRecord, route: Route): readonly Draft[] {
  return route.proves && isSuccess(record) ? [attempt(record, route, 'success')] : [];
}

function isSuccess({ status }: AccessRecord): boolean {
  return status >= 200 && status < 300;
}

const methods = { api: 'http', hooks: 'hook', websocket: 'websocket' } as const;

function attempt(record: AccessRecord, route: Route, outcome: 'success' | 'failure' | 'limited'): Draft {
  const nothingShown = outcome === 'failure' && record.credential === false;
  const method = nothingShown ? 'none' : methods[route.door];
  const reason = outcome === 'failure' ? refusalOf(record, route) : undefined;
  return {
    type: 'authAttempt',
    outcome,
    reason: outcome === 'limited' ? 'rate_limited' : reason,
    method,
    count: 1,
    ...claimsOf(record),
  };
}

/** The proxy knows that it was refused; only where all headers are logged, that nothing was shown. */
function refusalOf({ credential }: AccessRecord, { door }: Route): string {
  if (credential === false) return 'token_missing';
  return door === 'hooks' ? 'hook_token_refused' : 'http_401';
}

/** The gateway answers so to a hook whose token stands in the address, before it looks at any. */
function namesToken({ target }: AccessRecord): boolean {
  return /[?&]token=/.test(target);
}

function denied(record: AccessRecord, { path }: Route): Draft {
  const { peer, forwardedFor, method } = record;
  const facts = { method, target: path.slice(0, 300), reason: 'http_403', count: 1 };
  return { type: 'accessDenied', what: 'route', ...facts, peer, forwardedFor, witness: 'proxy' };
}

/** A session that the request named, in a header or in its path, and was let into. */
function used(record: AccessRecord, route: Route): readonly Draft[] {
  const { sessionKey = route.sessionKey, agentId, peer, forwardedFor } = record;
  if (sessionKey === undefined || !route.proves || !isSuccess(record)) return [];
  const facts = { sessionKey, agentId, peer, forwardedFor, channel: 'http', trigger: 'http' };
  return [{ type: 'sessionAccess', action: actionOf(route), outcome: 'ok', ...facts, witness: 'proxy' }];
}

function actionOf({ path, sessionKey }: Route): 'turn' | 'read' | 'status' {
  if (sessionKey === undefined) return 'turn';
  return path.endsWith('/history') ? 'read' : 'status';
}

function claimsOf({ peer, forwardedFor, host, origin, userAgent }: AccessRecord) {
  return { peer, forwardedFor, host, origin, userAgent, witness: 'proxy' as const };
}
