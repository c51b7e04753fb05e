import { type EnabledDetector, Engine } from '../engine/engine.ts';
import type { Finding } from '../model/finding.ts';
import type { AuditReport } from '../model/report.ts';
import { type Choice, isChosen } from './choose-findings.ts';
import { type EvidenceRequest, read } from './evidence-request.ts';
import { judgeCoverage } from './judge-coverage.ts';
import { LearnedSettings } from './learned-settings.ts';
import type { ReadEvidence } from './read-evidence.ts';
import { byUrgency, countBySeverity } from './severity-counts.ts';
import { tool } from './tool.ts';

export interface ReportRequest {
  readonly evidence: EvidenceRequest;
  readonly detectors: readonly EnabledDetector[];
  readonly settingsHash: string;
  /** Why a finding is not to be shown, if it is not. */
  readonly suppressedBy: (finding: Finding) => string | null;
  readonly choice: Choice;
}

/** Reads the evidence once and says what is in it. */
export async function buildReport(request: ReportRequest): Promise<AuditReport> {
  const { evidence: asked, detectors } = request;
  const { learn, postureOf } = new LearnedSettings();
  const engine = new Engine(detectors, {}, postureOf);
  let events = 0;
  const evidence = await read({ ...asked, learn }, (event) => {
    events++;
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
  const { shown, suppressed } = sort(engine.findings(), request);
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
    suppressed,
  };
}

function sort(findings: readonly Finding[], { choice, suppressedBy }: ReportRequest) {
  const shown: Finding[] = [];
  const suppressed: Finding[] = [];
  for (const finding of findings.filter((one) => isChosen(one, choice)).sort(byUrgency)) {
    const reason = suppressedBy(finding);
    if (reason === null) shown.push(finding);
    else suppressed.push({ ...finding, suppressedBy: reason });
  }
  return { shown, suppressed };
}

function countByDetector(findings: readonly Finding[], detectors: readonly EnabledDetector[]) {
  const counts = new Map(detectors.map(({ detector }) => [detector.meta.id, 0]));
  for (const { detector } of findings) counts.set(detector, (counts.get(detector) ?? 0) + 1);
  return Object.fromEntries(counts);
}
