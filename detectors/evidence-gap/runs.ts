import {
  type AuditEvent,
  type DetectorContext,
  type Episodes,
  hour,
  inGateway,
  type Memory,
} from '../../src/detector-kit/index.ts';
import type { Options } from './options.ts';
import type { SettingsWatch } from './settings-watch.ts';
import { silent, torn } from './silences.ts';
import { type Agreement, agreed, awaiting, type Record, Untold } from './untold.ts';

type Run = AuditEvent<'agentRun'>;

/** When the log told that a run began, when the ledger did, and when the log told that it ended. */
type Told = { readonly log: number | null; readonly ledger: number | null; readonly done: number | null };

/** Runs that both told of before the silence of one of them means anything. */
const habit = 5;
/** A log that never speaks again may have been copied early: it takes more to say so. */
const manyRuns = 10;
const longSilence = hour;
const settling = 5_000;

/**
 * The log (at debug level) and the ledger tell of the same runs. What one tells and the other does not is missing;
 * a machine that sleeps is silent in both.
 */
export class Runs {
  readonly #options: Options;
  readonly #settings: SettingsWatch;
  readonly #book: Episodes;
  readonly #told: Memory<Told>;
  readonly #untold: Untold;

  constructor(context: DetectorContext<Options>, settings: SettingsWatch) {
    this.#options = context.options;
    this.#settings = settings;
    this.#book = context.episodes('runs', { gap: hour, keys: 2_000 });
    this.#told = context.memory<Told>('told', { max: 20_000 });
    this.#untold = new Untold(context);
  }

  run(event: Run): void {
    const teller = tellerOf(event);
    if (teller === undefined || event.runId === undefined) return;
    const key = inGateway(event.gateway, event.runId);
    const before = this.#told.get(key) ?? nobody;
    if (before[teller] !== null) return;
    const told = { ...before, [teller]: event.time };
    this.#told.set(key, told);
    // What the log saw begin and end holds nothing that is missing.
    if (teller === 'done' && told.log !== null) return;
    const agreement = this.#untold.at(event);
    const { since } = agreement;
    const known = since === null && teller !== 'ledger' ? { ...agreement, since: event.time } : agreement;
    this.#untold.set(event, teller === 'done' ? known : this.#started(event, known, told, teller));
    if (this.#isTorn(event, known, told)) this.#reportTorn(event, told);
  }

  /** What is recorded may be another thing from here on. */
  forget({ gateway, trust }: AuditEvent): void {
    if (trust === 'recorded') this.#untold.forget(gateway);
  }

  #started(event: Run, known: Agreement, told: Told, teller: Record): Agreement {
    const { runId = '', time } = event;
    if (told.log !== null && told.ledger !== null) {
      for (const record of ['log', 'ledger'] as const) this.#resumed(event, known, record);
      return agreed(known, runId);
    }
    if (told.done !== null || known.both < habit) return known;
    if (teller === 'ledger') this.#goesOn(event, known);
    return awaiting(known, runId, teller === 'log' ? 'ledger' : 'log', time);
  }

  /** Both tell of runs again: those in between are missing. */
  #resumed(event: Run, known: Agreement, record: Record): void {
    const hole = known[record];
    if (hole.count < this.#options.runs || event.time <= hole.last) return;
    const settings = this.#settings.before(event.gateway, hole.first);
    const episode = this.#book.add(`silent ${record}`, event, { count: hole.count });
    episode.report(silent({ record, hole, settings, resumed: true, threshold: this.#options.runs }));
  }

  /** The ledger goes on and on without the log. */
  #goesOn(event: Run, { log: hole }: Agreement): void {
    if (hole.count < manyRuns || hole.last - hole.first < longSilence) return;
    const settings = this.#settings.before(event.gateway, hole.first);
    const episode = this.#book.add('mute log', event);
    episode.report(silent({ record: 'log', hole, settings, resumed: false, threshold: manyRuns }));
  }

  /** The log tells how a run ended whose beginning it never told, though it was there. */
  #isTorn({ gateway }: Run, { ever, since }: Agreement, { log, ledger, done }: Told): boolean {
    if (log !== null || ledger === null || done === null || since === null) return false;
    if (ever < habit || since >= ledger || done < ledger) return false;
    return !this.#settings.isWithin(gateway, ledger - settling, done);
  }

  #reportTorn(event: Run, { ledger }: Told): void {
    const episode = this.#book.add('torn', event);
    episode.report(torn(episode, this.#settings.before(event.gateway, ledger ?? event.time)));
  }
}

const nobody: Told = { log: null, ledger: null, done: null };

/** Only lines of the debug level come for every run: what else tells of runs tells of some. */
function tellerOf({ eventId, status, text = '', source }: Run): keyof Told | undefined {
  if (eventId !== undefined) return status === 'started' ? 'ledger' : undefined;
  if ('table' in source) return undefined;
  if (text.startsWith('embedded run start: ')) return 'log';
  return text.startsWith('embedded run done: ') ? 'done' : undefined;
}
