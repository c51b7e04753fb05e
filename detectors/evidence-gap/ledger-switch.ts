import {
  type AuditEvent,
  type DetectorContext,
  type Episodes,
  hour,
  type Memory,
  type Report,
} from '../../src/detector-kit/index.ts';
import type { Options } from './options.ts';
import { checkLedger, keepEvidence } from './remedies.ts';
import { plural } from './words.ts';

type Turn = readonly [session: string, time: number];

/** Since the settings of the ledger were changed: turns that it has yet to tell of. */
type Watched = {
  readonly since: number;
  readonly paths: string;
  readonly turns: readonly Turn[];
  /** The ledger told of something since then. */
  readonly spoke: boolean;
};

const audit = /^logging(?:\.audit|$)/;
const settling = 5_000;
const mostTurns = 20;
const mostGateways = 200;

/** The ledger was switched off: its settings were changed, and what agents did after that it does not tell. */
export class LedgerSwitch {
  readonly #patience: number;
  readonly #posture: DetectorContext<Options>['posture'];
  readonly #book: Episodes;
  readonly #spoken: Memory<boolean>;
  readonly #watched: Memory<Watched>;
  readonly #open: Memory<readonly string[]>;

  constructor({ options, episodes, memory, posture }: DetectorContext<Options>) {
    this.#patience = options.patience;
    this.#posture = posture;
    this.#book = episodes('ledger', { gap: hour, keys: 1_000 });
    this.#spoken = memory<boolean>('ledger spoke', { max: 2_000 });
    this.#watched = memory<Watched>('ledger watch', { max: 2_000 });
    this.#open = memory<readonly string[]>('ledger open', { max: 1 });
  }

  changed(event: AuditEvent<'configChange'>): void {
    const { gateway, time } = event;
    const paths = event.paths.filter((path) => audit.test(path));
    if (paths.length === 0 || this.#spoken.get(gateway) === undefined) return;
    this.#book.add('ledger', event, { count: 0 });
    if (this.#watched.get(gateway) !== undefined) return;
    this.#watched.set(gateway, {
      since: time,
      paths: paths.join(', ').slice(0, 120),
      turns: [],
      spoke: false,
    });
    const open = this.#open.get('') ?? [];
    this.#open.set('', [...open.filter((name) => name !== gateway), gateway].slice(-mostGateways));
  }

  run(event: AuditEvent<'agentRun'>): void {
    const { gateway, time, sessionKey = '', eventId } = event;
    if (eventId === undefined) return;
    if (this.#spoken.get(gateway) === undefined) this.#spoken.set(gateway, true);
    const watched = this.#watched.get(gateway);
    if (watched === undefined || time < watched.since + settling) return;
    const turns = watched.turns.filter(([session]) => session !== sessionKey);
    this.#watched.set(gateway, { ...watched, turns, spoke: true });
    if (turns.length === 0) return;
    this.#book.add('ledger', event, { count: 0 });
    this.#isJudged(gateway, time);
  }

  message(event: AuditEvent<'message'>): void {
    const { gateway, time, sessionKey, direction, outcome, eventId } = event;
    const watched = this.#watched.get(gateway);
    if (watched === undefined || watched.spoke || direction !== 'inbound' || outcome !== 'ok') return;
    if (sessionKey === undefined || eventId !== undefined || time < watched.since + settling) return;
    this.#book.add('ledger', event);
    const turns = [...watched.turns, [sessionKey, time] as const].slice(-mostTurns);
    this.#watched.set(gateway, { ...watched, turns });
  }

  tick(time: number): void {
    const open = this.#open.get('');
    if (open === undefined || open.length === 0) return;
    this.#open.set(
      '',
      open.filter((gateway) => !this.#isJudged(gateway, time)),
    );
  }

  /** True when nothing more is to be watched. */
  #isJudged(gateway: string, time: number): boolean {
    const watched = this.#watched.get(gateway);
    if (watched === undefined) return true;
    const untold = watched.turns.filter(([, since]) => time - since > this.#patience);
    const episode = this.#book.open('ledger', gateway, time);
    const isOff = watched.spoke || this.#posture(gateway)?.auditEnabled === false;
    if (untold.length > 0) episode?.report(switchedOff(watched, untold.length, isOff));
    const isOver = time - watched.since > hour || (watched.spoke && untold.length === watched.turns.length);
    if (isOver) this.#watched.delete(gateway);
    return isOver;
  }
}

function switchedOff({ paths, spoke }: Watched, turns: number, isOff: boolean): Report {
  const end = spoke ? 'later it went on' : 'it has not gone on';
  return {
    title: 'The audit ledger was switched off',
    summary: `After ${paths} was changed, the ledger did not tell of ${plural(turns, 'turn')} that the transcripts have; ${end}.`,
    severity: isOff ? 'high' : 'low',
    confidence: isOff ? 'high' : 'low',
    explanation: { rule: 'turns without a ledger row after its settings changed', seen: turns, threshold: 1 },
    remediation: [
      'Read the transcripts of that span: nothing else tells what was done.',
      checkLedger,
      keepEvidence,
    ],
  };
}
