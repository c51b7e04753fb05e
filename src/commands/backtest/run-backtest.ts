import { isAtLeast } from '../../facts/severity.ts';
import type { TimeSpan } from '../../facts/spans.ts';
import { type Severity, severities } from '../../model/finding.ts';
import type { AlertNumbers, BacktestReport } from '../../reporters/backtest/backtest-report.ts';
import type { ReportRequest } from '../build-report.ts';
import { isChosen } from '../choose-findings.ts';
import { read } from '../evidence-request.ts';
import { judgeCoverage } from '../judge-coverage.ts';
import { LearnedSettings } from '../learned-settings.ts';
import { tool } from '../tool.ts';
import { type Calendar, numbersOf } from './alert-numbers.ts';
import { EvidenceDays } from './evidence-days.ts';
import { Replay } from './replay.ts';
import { type Listening, type SentAlert, SentAlerts } from './sent-alerts.ts';
import { tuneDetectors } from './tune-detectors.ts';

export interface BacktestRequest extends ReportRequest {
  readonly budget: number;
  readonly utc: boolean;
  /** Events that are kept for the next pass. */
  readonly mostKept?: number;
}

/** Reads the evidence once under the present settings, then tries what would keep them within the budget. */
export async function runBacktest(request: BacktestRequest): Promise<BacktestReport> {
  const { evidence: asked, detectors, settingsHash, choice, budget, utc } = request;
  const { learn, postureOf } = new LearnedSettings();
  const evidenceRequest = { ...asked, learn };
  const span = spanOf(request);
  const listening = { postureOf, span, isTold: told(request) };
  const replay = new Replay(evidenceRequest, request.mostKept);
  const sent = new SentAlerts(detectors, listening);
  const days = new EvidenceDays(span, utc);
  const evidence = await read(evidenceRequest, (event) => {
    sent.push(event);
    days.see(event);
    replay.keep(event);
  });
  sent.end(asked.now);
  const { seen } = days;
  const calendar = { days: seen.days, utc };
  const aim = seen.days.length >= manyDays ? 'p95' : 'worst';
  const transcriptsClosed = !asked.transcripts;
  const coverage = judgeCoverage({ evidence, detectors, evictions: sent.evictions(), transcriptsClosed });
  const { minSeverity } = choice;
  return {
    tool,
    settingsHash,
    generatedAt: asked.now,
    window: { since: choice.since ?? null, until: choice.until ?? null },
    gateways: evidence.gateways,
    ...{ minSeverity, budget, aim, coverage, evidence: seen },
    detectors: await tuneDetectors({
      ...{ detectors, sent, replay, listening, calendar, coverage },
      now: asked.now,
      fits: (numbers) => numbers[aim] <= budget,
      mayTry: seen.enough,
    }),
    all: numbersOf(sent.alerts, calendar),
    graver: seen.enough ? graver(sent.alerts, request, { calendar, aim }) : null,
  };
}

/** From so many on, one day in twenty is left out of the budget: a day of attack should be loud. */
const manyDays = 20;

function spanOf({ choice, evidence }: BacktestRequest): TimeSpan {
  return { from: choice.since ?? Number.NEGATIVE_INFINITY, to: choice.until ?? evidence.now };
}

function told({ choice, suppressedBy }: BacktestRequest): Listening['isTold'] {
  const anyTime = { ...choice, since: undefined, until: undefined };
  return (finding) => isChosen(finding, anyTime) && suppressedBy(finding) === null;
}

/** What a sink would hear that asks for graver findings alone. */
function graver(
  alerts: readonly SentAlert[],
  { choice, detectors, budget }: BacktestRequest,
  { calendar, aim }: { readonly calendar: Calendar; readonly aim: BacktestReport['aim'] },
): BacktestReport['graver'] {
  const fits = (floor: Severity) =>
    detectors.every(({ detector }) => {
      const own = alerts.filter((alert) => alert.detector === detector.meta.id);
      return numbersAt(own, floor, calendar)[aim] <= budget;
    });
  const least = severities.find((floor) => isAtLeast(floor, choice.minSeverity) && fits(floor));
  if (least === undefined || least === choice.minSeverity) return null;
  return { minSeverity: least, all: numbersAt(alerts, least, calendar) };
}

function numbersAt(alerts: readonly SentAlert[], floor: Severity, calendar: Calendar): AlertNumbers {
  return numbersOf(
    alerts.filter(({ severity }) => isAtLeast(severity, floor)),
    calendar,
  );
}
