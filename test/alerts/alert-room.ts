import { AlertDesk, type AlertDeskOptions } from '../../src/alerts/alert-desk.ts';
import { openSinks } from '../../src/alerts/open-sinks.ts';
import { sinkKinds } from '../../src/alerts/sinks/index.ts';
import { loadSettings } from '../../src/config/load-settings.ts';
import type { AlertPolicy, Notice, Sink, Surroundings } from '../../src/model/alert.ts';
import type { Finding } from '../../src/model/finding.ts';
import { guessed } from '../reporters/sample-report.ts';

export const start = Date.parse('2026-11-22T12:00:00Z');
export const minute = 60_000;
export const hour = 60 * minute;

export const policy: AlertPolicy = { minSeverity: 'medium', repeat: 24 * hour, perMinute: 20, daily: true };

/** A finding of medium severity, with a number for its id. */
export function finding(number: number | string, changes: Partial<Finding> = {}): Finding {
  const id = String(number).padStart(32, '0');
  return { ...guessed, id, severity: 'medium', status: 'open', revision: 1, count: 5, ...changes };
}

/** A sink that keeps what it is told, or fails for as long as `failure` is set. */
export class FakeSink implements Sink {
  readonly kind = 'fake';
  readonly name: string;
  readonly policy: AlertPolicy;
  readonly told: Notice[] = [];
  attempts = 0;
  failure: Error | undefined;

  constructor(changes: Partial<AlertPolicy> = {}, name = 'fake') {
    this.name = name;
    this.policy = { ...policy, ...changes };
  }

  readonly deliver = async (notice: Notice): Promise<void> => {
    this.attempts += 1;
    if (this.failure) throw this.failure;
    this.told.push(notice);
  };

  get ids(): readonly string[] {
    return this.told.map(({ id }) => id.replace(/^0+/, ''));
  }
}

/** A desk whose clock goes only when it is told to. */
export class TestDesk {
  now = start;
  desk: AlertDesk;
  readonly #options: Partial<AlertDeskOptions>;

  constructor(sinks: readonly Sink[], options: Partial<AlertDeskOptions> = {}) {
    this.#options = { sinks, ...options };
    this.desk = this.#open();
  }

  /** What a crash leaves: the state as JSON, and nothing else. */
  restart(saved: unknown = this.saved()): void {
    this.desk = this.#open(saved as AlertDeskOptions['saved']);
  }

  saved(): unknown {
    return JSON.parse(JSON.stringify(this.desk.save()));
  }

  async after(ms: number): Promise<void> {
    this.now += ms;
    await this.desk.deliver();
  }

  /** Lets the time pass in which the desk has something to do. */
  async settle(most = 200): Promise<void> {
    for (let turn = 0; turn < most; turn += 1) {
      await this.desk.deliver();
      if (this.desk.figures.every(({ queued }) => queued === 0)) return;
      this.now = Math.max(this.now, this.desk.nextDue() ?? this.now);
    }
    throw new Error(`not settled: ${JSON.stringify(this.desk.figures)}`);
  }

  #open(saved?: AlertDeskOptions['saved']): AlertDesk {
    return new AlertDesk({ sinks: [], now: () => this.now, random: () => 0.5, ...this.#options, saved });
  }
}

/** The sinks of a settings file with these alerts. */
export function sinksOf(alerts: readonly object[], around: Partial<Surroundings> = {}): readonly Sink[] {
  const text = JSON.stringify({ alerts });
  const { settings } = loadSettings(text, 'config.json5', { detectors: [], sinks: sinkKinds });
  return openSinks(settings.alerts, { ...surroundings, ...around });
}

const surroundings: Surroundings = {
  env: {},
  hostName: 'vm',
  version: '0.0.0',
  resolve: async (host) => {
    if (host === 'localhost') return ['127.0.0.1'];
    throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' });
  },
};
