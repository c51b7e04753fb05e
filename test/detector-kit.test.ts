import { expect, test } from 'vitest';
import { detectors } from '../detectors/index.ts';
import {
  bySeverity,
  clamp,
  day,
  episodeGap,
  hour,
  minute,
  noPeriods,
  periodsBefore,
  Sightings,
  transcriptCure,
  withPeriod,
} from '../src/detector-kit/index.ts';
import type { EventType } from '../src/model/event.ts';
import { seen } from './support/evidence-seen.ts';

const everyType: readonly EventType[] = [
  'accessDenied',
  'approvalRequests',
  'authAttempt',
  'configChange',
  'connection',
  'evidenceGap',
  'gatewayState',
  'message',
  'pairing',
  'sessionAccess',
  'sessionCreate',
  'toolExecution',
];
const sights = (evidence: ReturnType<typeof seen>) => detectors.map((detector) => detector.sight(evidence));

test('nothing was read: every detector is blind, and says what to give it', () => {
  for (const { sight, because, cure } of sights(seen([]))) {
    expect(sight).toBe('blind');
    expect([because.length > 0, cure.length > 0]).toEqual([true, true]);
  }
});

test('a plain log that tells of everything is seen in full', () => {
  expect(sights(seen(['plain'], everyType)).map(({ sight }) => sight)).toEqual(detectors.map(() => 'full'));
});

test('a plain log that tells of tools alone leaves logins unseen', () => {
  const byId = Object.fromEntries(
    detectors.map((detector) => [detector.meta.id, detector.sight(seen(['plain'], ['toolExecution'])).sight]),
  );
  expect(byId).toMatchObject({ 'unusual-tool-use': 'full', 'repeated-auth-failures': 'partial' });
});

test('lines that nobody understood, unknown versions and unreadable records dim every detector', () => {
  for (const drift of [{ unknownTemplates: 3 }, { unknownVersions: ['2027.1.1'] }, { unreadable: 1 }]) {
    const evidence = seen(['plain'], everyType, drift);
    expect(sights(evidence).map(({ sight }) => sight)).toEqual(detectors.map(() => 'partial'));
  }
});

test('each reason is a sentence for people', () => {
  const poor = seen(['gateway-log'], [], { proxiesKnown: false, ownerKnown: false, unresolvedClients: 3 });
  for (const { because } of sights(poor)) {
    for (const reason of because) expect(reason).toMatch(/^[`A-Z0-9g].+\.$/);
  }
});

test('what opens transcripts depends on why they are closed', () => {
  expect(transcriptCure(seen([], [], { transcriptsClosed: true }))).toContain('--no-transcripts');
  expect(transcriptCure(seen([], [], { databasesUnread: true }))).toContain('databases');
  expect(transcriptCure(seen([]))).toContain('state folder');
});

test('an episode lasts through an hour of silence, or through a longer window', () => {
  expect([episodeGap(10 * minute), episodeGap(day)]).toEqual([hour, day]);
});

test('a text is cut to its limit, never inside a character', () => {
  expect([clamp('short', 5), clamp('longer', 5), clamp('abc😀defg', 5)]).toEqual(['short', 'long…', 'abc…']);
});

test('the worst comes first', () => {
  const found = (['low', 'critical', 'medium'] as const).map((severity) => ({ severity }));
  expect(found.sort(bySeverity).map(({ severity }) => severity)).toEqual(['critical', 'medium', 'low']);
});

test('a period counts once, in whatever order its events come', () => {
  const days = [3, 3, 5, 4, 5].reduce(withPeriod, noPeriods);
  expect(days).toEqual({ count: 2, last: 5 });
  expect([5, 6].map((today) => periodsBefore(days, today))).toEqual([1, 2]);
});

test('what a detector, or what it relies on, had to forget dims its sight', () => {
  const forgot = { 'linker/calls': 3, 'noisy-detector/keys': 1 };
  const sightOf = (...stores: string[]) =>
    new Sightings(seen(['plain'], [], { evictions: forgot })).forgetful(stores, 'It forgot.').verdict.sight;
  expect([sightOf('noisy-detector'), sightOf('linker/calls'), sightOf('noisy', 'linker/call')]).toEqual([
    'partial',
    'partial',
    'full',
  ]);
});

test('clients that a proxy hides are told in the same words to all, with what it means for each', () => {
  const sightOf = (unresolvedClients: number) => new Sightings(seen(['proxy'], [], { unresolvedClients }));
  const { because } = sightOf(4).hiddenClients('who it was is not known.').verdict;
  expect(because).toEqual([
    '4 connections came through a proxy, and no line names their clients: who it was is not known.',
  ]);
  expect(sightOf(0).hiddenClients('who it was is not known.').verdict.sight).toBe('full');
});

test('what would show more of a gateway log is asked for only where one was read', () => {
  const cures = sights(seen(['ledger'])).flatMap(({ cure }) => cure);
  expect(cures.filter((cure) => /--verbose|logging\.level|trustedProxies/.test(cure))).toEqual([]);
  const proxied = sights(seen(['proxy']))
    .flatMap(({ because, cure }) => [...because, ...cure])
    .join('\n');
  expect(proxied).not.toContain('Put a reverse proxy');
  expect(proxied).not.toContain('--verbose');
  expect(proxied).toContain('An access log does not tell which device or person opened a websocket.');
});

test('a gateway whose release is not known is not told to be updated', () => {
  const cures = (...versions: string[]) =>
    sights(seen(['transcript'], [], { versions })).flatMap(({ cure }) => cure);
  expect(cures('2026.2.26')).toContain('Gateways since 2026.8 keep the answers: update OpenClaw.');
  for (const unknown of [cures(), cures('2026.9.6'), cures('2026.2.26', '2026.9.6')])
    expect(unknown).toContain(
      'Gateways since 2026.8 keep the answers in a database: give the whole state folder (~/.openclaw).',
    );
});

test('where nothing was read, nothing is said to be known', () => {
  const reasons = sights(seen(['proxy']))
    .flatMap(({ because }) => because)
    .join('\n');
  expect(reasons).not.toContain('tools are known');
  expect(reasons).not.toContain('the gateway log names no session tool');
});
