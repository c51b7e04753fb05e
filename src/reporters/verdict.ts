import { formatDuration } from '../facts/duration.ts';
import { type Severity, severities } from '../model/finding.ts';
import type { AuditReport } from '../model/report.ts';
import { counted } from './counted.ts';
import { seenSpan } from './source-rows.ts';

export interface VerdictPart {
  readonly text: string;
  readonly severity?: Severity;
}

export type Verdict = readonly (readonly VerdictPart[])[];

/** The report in one sentence: how bad it is, and how far that can be believed. */
export function verdict(report: AuditReport): Verdict {
  const known = [incompleteness(report), blindness(report), suppression(report)].filter(
    (part) => part !== '',
  );
  return [[...findingCounts(report), { text: windowText(report) }], ...known.map((text) => [{ text }])];
}

export function verdictText(report: AuditReport): string {
  return verdict(report)
    .map((parts) => parts.map(({ text }) => text).join(''))
    .join(' · ');
}

/** How far can be seen, without what was. */
export function sightVerdict(report: AuditReport): Verdict {
  const { detectors } = report.coverage;
  const count = (sight: string) => detectors.filter((detector) => detector.sight === sight).length;
  const parts = [
    ...(saysNothing(report) ? [nothingSaid(report)] : []),
    ...(detectors.length > 0 && count('blind') === 0 ? ['No detector is blind'] : [blindness(report)]),
    incompleteness(report),
    ...(count('partial') > 0 ? [`${counted(count('partial'), 'detector')} saw only part`] : []),
    ...(count('full') > 0 ? [`${count('full')} saw fully`] : []),
  ];
  return parts.filter((part) => part !== '').map((text) => [{ text }]);
}

function findingCounts(report: AuditReport): readonly VerdictPart[] {
  const { summary } = report;
  const worst = severities.filter((severity) => summary.bySeverity[severity] > 0).reverse();
  if (worst.length === 0) return [{ text: saysNothing(report) ? nothingSaid(report) : 'No findings' }];
  const counts = worst.flatMap((severity, index) => [
    { text: index === 0 ? '' : ', ' },
    { text: `${summary.bySeverity[severity]} ${severity}`, severity },
  ]);
  return [...counts, { text: summary.findings === 1 ? ' finding' : ' findings' }];
}

function windowText(report: AuditReport): string {
  const { since, until } = report.window;
  if (since !== null) return ` in ${formatDuration((until ?? report.generatedAt) - since)}`;
  const seen = seenSpan(report.coverage.sources);
  return seen === undefined ? '' : ` in ${formatDuration(seen.last - seen.first)} of evidence`;
}

function saysNothing({ coverage }: Pick<AuditReport, 'coverage'>): boolean {
  return coverage.sources.every(({ records }) => records === 0);
}

/** What is there and could not be read has a gap that says so. */
function nothingSaid({ coverage: { sources } }: AuditReport): string {
  const wasRead = sources.some(({ kind, gaps }) => kind !== 'unknown' && gaps.length === 0);
  return wasRead ? 'All that was read is empty' : 'Nothing was read';
}

function incompleteness({ coverage }: AuditReport): string {
  if (coverage.complete || saysNothing({ coverage })) return '';
  const gaps = coverage.sources.reduce(
    (sum, source) => sum + source.gaps.filter(({ kind }) => kind !== 'unreadable').length,
    0,
  );
  const unreadable = coverage.sources.reduce((sum, source) => sum + source.unreadable, 0);
  const what = [gaps > 0 && counted(gaps, 'gap'), unreadable > 0 && counted(unreadable, 'unreadable line')];
  const known = what.filter((text) => text !== false);
  return known.length === 0 ? 'evidence incomplete' : `evidence incomplete: ${known.join(', ')}`;
}

function blindness({ coverage }: AuditReport): string {
  const { detectors } = coverage;
  if (detectors.length === 0) return 'no detector ran';
  const blind = detectors.filter(({ sight }) => sight === 'blind').map(({ id }) => id);
  if (blind.length > 1 && blind.length === detectors.length) return 'every detector is blind';
  if (blind.length > 0) return `blind: ${blind.join(', ')}`;
  const partial = detectors.filter(({ sight }) => sight === 'partial').length;
  return partial > 0 ? `${counted(partial, 'detector')} saw only part` : 'every detector saw fully';
}

function suppression({ summary }: AuditReport): string {
  return summary.suppressed === 0 ? '' : `${summary.suppressed} suppressed`;
}
