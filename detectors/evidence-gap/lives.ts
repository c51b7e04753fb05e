import {
  type AuditEvent,
  type DetectorContext,
  day,
  dayOf,
  type Episodes,
  hour,
  type Memory,
  noPeriods,
  type Periods,
  withPeriod,
} from '../../src/detector-kit/index.ts';
import { killed } from './killed.ts';
import { type Life, unknownLife, withChange } from './life.ts';
import type { Options } from './options.ts';
import type { SettingsWatch } from './settings-watch.ts';

type State = AuditEvent<'gatewayState'>;

const lineStart = 12;
const processId = /\(PID (\d{1,10})\)/;

/** A gateway that starts says that the one before it ended; when that one did not say so itself, it was killed. */
export class Lives {
  readonly #options: Options;
  readonly #settings: SettingsWatch;
  readonly #book: Episodes;
  readonly #lives: Memory<Life>;
  readonly #crashes: Memory<Periods>;

  constructor({ options, episodes, memory }: DetectorContext<Options>, settings: SettingsWatch) {
    this.#options = options;
    this.#settings = settings;
    this.#book = episodes('killed', { gap: hour, keys: 1_000 });
    this.#lives = memory<Life>('lives', { max: 2_000 });
    this.#crashes = memory<Periods>('crashes', { max: 2_000 });
  }

  /** Anything that only a running gateway does. */
  sign({ gateway, time }: AuditEvent): void {
    const life = this.#lives.get(gateway);
    if (life === undefined) this.#lives.set(gateway, { ...unknownLife, sign: time });
    // Once a second is often enough.
    else if (time - life.sign >= 1_000) this.#lives.set(gateway, { ...life, sign: time, changes: [] });
  }

  change(event: AuditEvent<'configChange'>): void {
    const life = this.#lives.get(event.gateway) ?? unknownLife;
    if (event.via === 'rpc' || event.via === 'reload') this.sign(event);
    else this.#lives.set(event.gateway, withChange(life, event));
  }

  /** Lines that were lost may have told of a shutdown. */
  hole({ gateway, gap }: AuditEvent<'evidenceGap'>): void {
    if (gap !== 'truncated' && gap !== 'rotation' && gap !== 'pruned') return;
    const life = this.#lives.get(gateway);
    if (life?.running) this.#lives.set(gateway, { ...life, running: false });
  }

  state(event: State): void {
    if (event.state === 'stopped') this.#stopped(event);
    else if (event.state === 'started') this.#started(event);
    else this.#ready(event);
  }

  #stopped({ gateway, time, trust }: State): void {
    const life = this.#lives.get(gateway) ?? unknownLife;
    // A claim clears nobody who is on record.
    if (trust === 'claimed' && life.recorded) return;
    this.#lives.set(gateway, { ...life, sign: time, running: false, boot: null, changes: [] });
  }

  /** A second gateway that finds the port taken starts as well: only the one that gets ready counts. */
  #started({ gateway, time }: State): void {
    const life = this.#lives.get(gateway) ?? unknownLife;
    this.#lives.set(gateway, { ...life, boot: { time, sign: life.sign, changes: life.changes } });
  }

  #ready(event: State): void {
    const { gateway, time, trust, text = '' } = event;
    const life = this.#lives.get(gateway) ?? unknownLife;
    const [, pid = null] = processId.exec(text) ?? [];
    const isNew = (pid !== null && life.pid !== null && pid !== life.pid) || isSaidAgain(life, event);
    const boot = life.boot ?? (isNew ? { time, sign: life.sign, changes: life.changes } : null);
    if (life.running && boot !== null) this.#report(event, boot);
    this.#lives.set(gateway, {
      pid: pid ?? (boot === null ? life.pid : null),
      running: true,
      ready: { time, line: text.slice(0, lineStart) },
      recorded: trust === 'recorded',
      boot: null,
      sign: time,
      changes: [],
    });
  }

  #report(event: State, boot: NonNullable<Life['boot']>): void {
    const { gateway, time } = event;
    const silence = boot.time - boot.sign;
    // Its last words may have been pruned since: the gateway keeps its log for a day.
    if (silence >= day) return;
    const crashes = withPeriod(this.#crashes.get(gateway) ?? noPeriods, dayOf(time));
    this.#crashes.set(gateway, crashes);
    const episode = this.#book.add('killed', event);
    const { alive } = this.#options;
    const settings = this.#settings.before(gateway, boot.time);
    episode.report(killed({ episode, event, silence, settings, alive, crashes, changes: boot.changes }));
  }
}

/** A process says once that it is ready, at most once for each address. */
function isSaidAgain({ ready }: Life, { time, text = '' }: State): boolean {
  return ready !== null && time - ready.time > 5_000 && ready.line === text.slice(0, lineStart);
}
