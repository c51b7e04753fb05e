import { expect, test } from 'vitest';
import type { LogRecord } from '../../../src/parsers/gateway-log/record.ts';
import { unchangedConnections } from '../../../src/parsers/gateway-log/unchanged-connection.ts';

const said = (message: string, subsystem = 'gateway/ws'): LogRecord => ({
  subsystem,
  level: 'INFO',
  time: 1,
  message,
});

/** As gateway 2026.9.6 wrote them with --verbose, one connection after another. */
const recorded = [
  '→ close code=1005 cause=unauthorized durationMs=5315 handshake=failed endpoint=127.0.0.9:1->127.0.0.1:2 conn=00c21dd1…8925',
  '← open remoteAddr=127.0.0.9 remotePort=39395 endpoint=127.0.0.9:39395->127.0.0.1:18999 conn=38ef4599…bda2',
  '← connect client=cli version=2026.9.6 mode=cli clientId=cli platform=linux auth=token',
  '→ hello-ok methods=467 events=64 presence=1 stateVersion=1',
  '→ event health seq=per-client clients=1 presenceVersion=1 healthVersion=3',
  '⇄ res ✓ chat.send 58ms runId=r-1 id=0e7daf80…477f',
];

test('a line that names no connection belongs to that of the line before', () => {
  const complete = unchangedConnections({});
  const messages = recorded.map((message) => complete(said(message)));
  expect(messages.map(({ inferred }) => inferred)).toEqual([false, false, true, true, false, true]);
  expect(messages[2]?.record.message).toMatch(/ auth=token conn=38ef4599…bda2$/);
  expect(messages[5]?.record.message).toBe(
    '⇄ res ✓ chat.send 58ms runId=r-1 conn=38ef4599…bda2 id=0e7daf80…477f',
  );
});

test('the first lines of a log have nothing to inherit', () => {
  const { record, inferred } = unchangedConnections({})(said(recorded[3] ?? ''));
  expect({ message: record.message, inferred }).toEqual({ message: recorded[3], inferred: false });
});

test('a connection named in the words of a refusal is inherited by nobody', () => {
  const complete = unchangedConnections({});
  complete(said(recorded[1] ?? ''));
  complete(said('⇄ res ✗ x 1ms errorCode=E errorMessage=unknown method: x conn=aaaaaaaa…bbbb id=1…2'));
  expect(complete(said('⇄ res ✓ chat.send 58ms runId=r-2 id=1…3')).inferred).toBe(false);
});

test('lines of other subsystems are left alone', () => {
  const complete = unchangedConnections({});
  complete(said(recorded[1] ?? ''));
  expect(complete(said('→ close code=1', 'gateway')).inferred).toBe(false);
});
