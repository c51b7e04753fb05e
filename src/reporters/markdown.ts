import type { Evidence, Finding } from '../model/finding.ts';
import type { AuditReport, Reporter, ReporterOptions } from '../model/report.ts';
import { counted } from './counted.ts';
import { coverageLine } from './coverage-words.ts';
import { placeIn, shownEvidence } from './evidence-shown.ts';
import { findingRows } from './finding-rows.ts';
import { markdownCoverage } from './markdown-coverage.ts';
import { incidentBlocks } from './markdown-incident.ts';
import { markdownCode, markdownProse, markdownText } from './markdown-text.ts';
import { type PeopleTime, peopleTime } from './people-time.ts';
import { type Story, storiesOf } from './stories.ts';
import { verdictText } from './verdict.ts';

/** The report for an issue, a wiki or a mail. */
export const markdown: Reporter = (report, options) => {
  const time = peopleTime(options.utc);
  const coverage = options.quiet
    ? [markdownText(coverageLine(report.coverage, time))]
    : markdownCoverage(report, options, time);
  const blocks = [
    `# OpenClaw audit`,
    `**${markdownText(verdictText(report))}**`,
    subtitle(report, time),
    ...coverage,
    ...findings(report, options, time),
    ...suppressed(report, options),
  ];
  return `${blocks.join('\n\n')}\n`;
};

function subtitle({ tool, gateways, window, generatedAt }: AuditReport, time: PeopleTime): string {
  const from = window.since === null ? 'start' : time.minute(window.since);
  const span = `${from} → ${time.minute(window.until ?? generatedAt)}`;
  const parts = [
    `${tool.name} ${tool.version}`,
    `gateway ${gateways.join(', ')}`,
    span,
    `times in ${time.zone}`,
  ];
  return parts.map(markdownText).join(' · ');
}

function findings(report: AuditReport, options: ReporterOptions, time: PeopleTime): readonly string[] {
  if (report.findings.length === 0) return [];
  return ['## Findings', ...storiesOf(report).flatMap((story) => storyBlocks(story, report, options, time))];
}

function storyBlocks(
  { incident, findings: told }: Story,
  report: AuditReport,
  options: ReporterOptions,
  time: PeopleTime,
): readonly string[] {
  const { verbose } = options;
  const view = { time, now: report.generatedAt, told, verbose };
  return [
    ...(incident ? incidentBlocks(incident, view) : []),
    ...told.flatMap((finding) => findingBlocks(finding, report, options, time)),
  ];
}

function findingBlocks(
  finding: Finding,
  report: AuditReport,
  { verbose }: ReporterOptions,
  time: PeopleTime,
): readonly string[] {
  const view = { time, now: report.generatedAt, manyGateways: report.gateways.length > 1, verbose };
  const rows = findingRows(finding, view).map(({ label, text }) =>
    label === '' ? `  - ${markdownText(text)}` : `- **${label}** ${markdownText(text)}`,
  );
  const proof = shownEvidence(finding, verbose).map((evidence) => evidenceItem(evidence, time));
  const steps = finding.remediation.map((step, index) => `${index + 1}. ${markdownProse(step)}`);
  return [
    `${finding.incident === null ? '###' : '####'} ${finding.severity.toUpperCase()}: ${markdownText(finding.title)}`,
    ...(finding.summary === '' ? [] : [markdownText(finding.summary)]),
    rows.join('\n'),
    ...(steps.length === 0 ? [] : ['What to do', steps.join('\n')]),
    ...(proof.length === 0 ? [] : ['Evidence', proof.join('\n')]),
    `${markdownCode(finding.id)} · ${markdownText(finding.detector)}`,
  ];
}

function evidenceItem({ source, time: at, trust, excerpt }: Evidence, time: PeopleTime): string {
  const claim = trust === 'claimed' ? ' (claimed)' : '';
  return `- ${markdownCode(`${source.name}${placeIn(source)}`)} ${markdownText(time.second(at))}${claim}  \n  ${markdownCode(excerpt)}`;
}

function suppressed(report: AuditReport, { verbose, quiet }: ReporterOptions): readonly string[] {
  if (report.suppressed.length === 0 || quiet) return [];
  const title = `${counted(report.suppressed.length, 'finding')} suppressed by the settings`;
  if (!verbose) return [`${title}.`];
  const items = report.suppressed.map(
    ({ severity, title: what, suppressedBy }) =>
      `- ${severity}: ${markdownText(`${what}: ${suppressedBy ?? ''}`)}`,
  );
  return [`## ${title}`, items.join('\n')];
}
