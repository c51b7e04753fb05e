import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import type { Detector } from '../../src/model/detector.ts';
import type { AuditEvent } from '../../src/model/event.ts';
import type { Finding, Severity } from '../../src/model/finding.ts';

interface Case {
  readonly name: string;
  /** Settings as a user writes them; the rest are the defaults. */
  readonly options?: object;
  readonly events: readonly AuditEvent[];
}

interface ReportCase extends Case {
  /** One line for each finding: `high 12 wrong tokens from 203.0.113.7, then a login`. */
  readonly findings: readonly string[];
}

/** Runs the cases, and the promises that every detector makes, as vitest tests. */
export function testDetector(
  detector: Detector,
  cases: { readonly reports: readonly ReportCase[]; readonly staysQuiet: readonly Case[] },
): void {
  describe(detector.meta.id, () => {
    for (const wanted of cases.reports) {
      it(`reports ${wanted.name}`, () => expect(run(detector, wanted).map(lineOf)).toEqual(wanted.findings));
    }
    for (const quiet of cases.staysQuiet) {
      it(`stays quiet on ${quiet.name}`, () =>
        expect(run(detector, quiet).filter(isLoud).map(lineOf)).toEqual([]));
    }
    for (const every of [...cases.reports, ...cases.staysQuiet]) keepsItsPromises(detector, every);
  });
}

/** What one detector finds in the events, judged an hour after the last of them. */
export function findingsOf(
  detector: Detector,
  events: readonly AuditEvent[],
  options?: object,
): readonly Finding[] {
  return finish(engineFor(detector, options), events, events.at(-1)?.time);
}

export const severitiesOf = (findings: readonly Finding[]): readonly Severity[] =>
  findings.map(({ severity }) => severity);

/** The finding as one line of a test or a sample's `.findings.txt`. */
export const lineOf = ({ severity, summary }: Finding): string => `${severity} ${summary}`;

function keepsItsPromises(detector: Detector, given: Case): void {
  it(`says the same again of ${given.name}`, () =>
    expect(run(detector, given)).toEqual(run(detector, given)));

  it(`cites evidence of ${given.name}`, () => {
    const places = given.events.map(({ source }) => JSON.stringify(source));
    for (const { evidence } of run(detector, given)) {
      expect(evidence.length).toBeGreaterThan(0);
      expect(places).toEqual(expect.arrayContaining(evidence.map(({ source }) => JSON.stringify(source))));
    }
  });

  it(`explains ${given.name} in a sentence and with numbers that fire`, () => {
    for (const { summary, explanation } of run(detector, given)) {
      expect(summary).toMatch(/\.$/);
      expect(explanation.threshold ?? 1).toBeGreaterThan(0);
      expect(explanation.seen ?? Infinity).toBeGreaterThanOrEqual(explanation.threshold ?? 0);
    }
  });

  it(`resumes anywhere in ${given.name}`, () => {
    const whole = byId(run(detector, given));
    for (const cut of cutsOf(given.events.length))
      expect(byId(runWithPause(detector, given, cut))).toEqual(whole);
  });
}

const isLoud = ({ severity }: Finding): boolean => severity !== 'info' && severity !== 'low';

/** Every place in a short run, some forty in a long one. */
function cutsOf(length: number): number[] {
  const step = Math.max(1, Math.floor(length / 40));
  return Array.from({ length: Math.ceil((length + 1) / step) }, (_, index) => index * step);
}

function engineFor(detector: Detector, options: object = {}, saved = {}): Engine {
  return new Engine([{ detector, options: detector.options.parse(options) }], saved);
}

function run(detector: Detector, { events, options }: Case): readonly Finding[] {
  return findingsOf(detector, events, options);
}

function runWithPause(detector: Detector, { events, options }: Case, cut: number): readonly Finding[] {
  const first = engineFor(detector, options);
  const end = events.at(-1)?.time;
  for (const event of events.slice(0, cut)) first.push(event);
  const early = first.findings();
  const second = engineFor(detector, options, JSON.parse(JSON.stringify(first.save())));
  const late = finish(second, events.slice(cut), end);
  // What the second run still knows is newer; what it does not know had closed.
  const forgotten = early.filter(({ id }) => !late.some((finding) => finding.id === id));
  return [...forgotten.map((finding) => ({ ...finding, status: 'closed' as const })), ...late];
}

/** An hour passes after the last event, so that silence is heard. */
function finish(engine: Engine, events: readonly AuditEvent[], end = 0): readonly Finding[] {
  for (const event of events) engine.push(event);
  engine.tick(end + 3_600_000);
  return engine.findings();
}

const byId = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort((a, b) => (a.id < b.id ? -1 : 1));
