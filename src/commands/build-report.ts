import { type EnabledDetector, Engine } from '../engine/engine.ts';
import { byUrgency, countBySeverity } from '../facts/severity.ts';
import { incidentsOf, withIncidents } from '../incidents/incidents-of.ts';
import type { Finding } from '../model/finding.ts';
import type { AuditReport } from '../model/report.ts';
import { type Choice, isChosen } from './choose-findings.ts';
import { type EvidenceRequest, read } from './evidence-request.ts';
import { judgeCoverage } from './judge-coverage.ts';
import type { UsedLearned } from './learned/use-learned.ts';
import { LearnedSettings } from './learned-settings.ts';
import type { ReadEvidence } from './read-evidence.ts';
import { tool } from './tool.ts';

export interface ReportRequest {
  readonly evidence: EvidenceRequest;
  readonly detectors: readonly EnabledDetector[];
  readonly settingsHash: string;
  /** Why a finding is not to be shown, if it is not. */
  readonly suppressedBy: (finding: Finding, at?: number) => string | null;
  readonly choice: Choice;
  /** What earlier runs learned; without it a run knows its own evidence alone. */
  readonly learned?: UsedLearned;
}

/** Reads the evidence once and says what is in it. */
export async function buildReport(request: ReportRequest): Promise<AuditReport> {
  const { evidence: asked, detectors, learned } = request;
  const { learn, postureOf } = new LearnedSettings();
  const engine = new Engine(detectors, {}, postureOf);
  const remember = learned?.begin({ engine, detectors, posture: postureOf, now: asked.now });
  let events = 0;
  const evidence = await read({ ...asked, learn }, (event) => {
    events++;
    remember?.(event);
    engine.push(event);
  });
  engine.tick(asked.now);
  return reportOn(request, { evidence, engine, events });
}

/** What was read, and what was made of it. */
export interface Judged {
  readonly evidence: ReadEvidence;
  readonly engine: Engine;
  readonly events: number;
}

export function reportOn(request: ReportRequest, { evidence, engine, events }: Judged): AuditReport {
  const { evidence: asked, detectors, settingsHash, choice } = request;
  const coverage = judgeCoverage({
    evidence,
    detectors,
    evictions: engine.evictions(),
    transcriptsClosed: !asked.transcripts,
  });
  const { shown, suppressed, incidents } = sort(engine.findings(), request);
  return {
    tool,
    settingsHash,
    generatedAt: asked.now,
    window: { since: choice.since ?? null, until: choice.until ?? null },
    gateways: evidence.gateways,
    coverage,
    summary: {
      events,
      findings: shown.length,
      bySeverity: countBySeverity(shown),
      byDetector: countByDetector(shown, detectors),
      suppressed: suppressed.length,
    },
    findings: shown,
    incidents,
    suppressed,
  };
}

/** Incidents are made of all findings, so that what is shown of them does not change them. */
function sort(found: readonly Finding[], { choice, suppressedBy }: ReportRequest) {
  const judged = found.map((finding) => ({ ...finding, suppressedBy: suppressedBy(finding) }));
  const incidents = incidentsOf(judged);
  const chosen = withIncidents(judged, incidents)
    .filter((finding) => isChosen(finding, choice))
    .sort(byUrgency);
  const shown = chosen.filter((finding) => finding.suppressedBy === null);
  return {
    shown,
    suppressed: chosen.filter((finding) => finding.suppressedBy !== null),
    incidents: incidents.filter(({ id }) => shown.some(({ incident }) => incident === id)),
  };
}

function countByDetector(findings: readonly Finding[], detectors: readonly EnabledDetector[]) {
  const counts = new Map(detectors.map(({ detector }) => [detector.meta.id, 0]));
  for (const { detector } of findings) counts.set(detector, (counts.get(detector) ?? 0) + 1);
  return Object.fromEntries(counts);
}
