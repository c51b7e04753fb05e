import { visible } from '../facts/escape.ts';
import type { Evidence, Finding, Severity } from '../model/finding.ts';
import { counted } from './counted.ts';
import { placeIn, shownEvidence } from './evidence-shown.ts';
import { findingRows } from './finding-rows.ts';
import { fitPath, textWidth, wrapAround, wrapAtMost } from './layout.ts';
import type { Page } from './page.ts';
import { type Story, storiesOf } from './stories.ts';
import { incidentLines } from './table-incident.ts';
import { badged, labelled } from './table-lines.ts';
import { textIndent, under } from './under.ts';

/** One attack after the other, worst first: an incident above its findings, and findings that stand alone. */
export function findingsSection(page: Page): readonly string[] {
  const stories = storiesOf(page.report);
  if (stories.length === 0) return [];
  return [page.paint('bold', 'FINDINGS'), ...stories.flatMap((story) => ['', ...storyLines(story, page)])];
}

/** What the settings keep quiet: a count, and with --verbose what and why. */
export function suppressedSection({ report, options, paint, width }: Page): readonly string[] {
  const { suppressed } = report;
  if (suppressed.length === 0 || options.quiet) return [];
  const title = `${counted(suppressed.length, 'finding')} suppressed by the settings`;
  if (!options.verbose) return [paint('dim', `${title} (--verbose lists them)`)];
  return [
    title,
    ...suppressed.flatMap((finding) =>
      under(finding.severity, visible(`${finding.title}: ${finding.suppressedBy ?? ''}`), width),
    ),
  ];
}

function storyLines({ incident, findings }: Story, page: Page): readonly string[] {
  if (!incident) return findings.flatMap((finding) => findingLines(finding, page));
  const beside = { ...page, width: page.width - bar.length };
  return [
    ...incidentLines(incident, findings, page),
    ...findings
      .flatMap((finding) => ['', ...findingLines(finding, beside)])
      .map((line) => (page.paint('dim', bar) + line).trimEnd()),
  ];
}

/** Stands before each line of a finding that is part of an incident. */
const bar = '│ ';

function findingLines(finding: Finding, page: Page): readonly string[] {
  const { report, options, time, width } = page;
  const view = {
    time,
    now: report.generatedAt,
    manyGateways: report.gateways.length > 1,
    verbose: options.verbose,
  };
  return [
    ...badged(finding.severity, visible(finding.title), page),
    ...indented(visible(finding.summary), width),
    ...findingRows(finding, view).flatMap(({ label, text }) => labelled(label, visible(text), page)),
    ...remediationLines(finding, page),
    ...shownEvidence(finding, options.verbose).flatMap((evidence, index) =>
      evidenceLines(evidence, index, { ...page, excerptLines: excerptLinesOf(finding, page) }),
    ),
    ...(options.verbose ? referenceLines(finding, page) : []),
    ...idLines(finding, page),
  ];
}

function indented(text: string, width: number, most = Number.POSITIVE_INFINITY): readonly string[] {
  if (text === '') return [];
  return wrapAtMost(text, width - textIndent, most).map((line) => ' '.repeat(textIndent) + line);
}

/** Of lesser findings one line tells them apart. */
function excerptLinesOf({ severity }: Finding, { options }: Page): number | undefined {
  if (options.verbose) return undefined;
  return isUrgent(severity) ? 2 : 1;
}

type EvidencePage = Page & { readonly excerptLines: number | undefined };

function evidenceLines(evidence: Evidence, index: number, page: EvidencePage): readonly string[] {
  const { paint, time, width } = page;
  const room = width - textIndent;
  const tail = visible(`${placeIn(evidence.source)} · ${time.second(evidence.time)}${claim(evidence)}`);
  const place = fitPath(visible(evidence.source.name), Math.max(24, room - textWidth(tail)));
  return [
    ...under(index === 0 ? 'proof' : '', `${place}${tail}`, width).map((line) => paint('dim', line)),
    ...indented(visible(evidence.excerpt), width, page.excerptLines),
  ];
}

function claim({ trust }: Evidence): string {
  return trust === 'claimed' ? ' · claimed' : '';
}

/** Numbered when there are several; of lesser findings the first ones, for many steps are the same. */
function remediationLines({ remediation, severity }: Finding, page: Page): readonly string[] {
  const most = page.options.verbose || isUrgent(severity) ? remediation.length : fewSteps;
  const numbered = remediation
    .slice(0, most)
    .map((step, index) => ({ number: remediation.length > 1 ? `${index + 1}. ` : '', step }));
  const more = remediation.length - numbered.length;
  const steps = more > 0 ? [...numbered, { number: '', step: `and ${more} more (--verbose)` }] : numbered;
  return steps.flatMap(({ number, step }, index) => {
    const room = page.width - textIndent - number.length;
    return wrapAround(visible(step), room).map((line, at) => {
      const label = index === 0 && at === 0 ? '  do' : '';
      return `${page.paint('dim', label.padEnd(textIndent))}${at === 0 ? number : ' '.repeat(number.length)}${line}`;
    });
  });
}

const fewSteps = 3;

function isUrgent(severity: Severity): boolean {
  return severity === 'critical' || severity === 'high';
}

/** As much of the id as `explain` needs. */
function idLines({ id, detector }: Finding, { options, paint, width }: Page): readonly string[] {
  const shown = visible(options.verbose ? id : id.slice(0, 12));
  return under('id', `${shown} · ${visible(detector)}`, width).map((line) => paint('dim', line));
}

function referenceLines({ references }: Finding, page: Page): readonly string[] {
  const all = [...references.attack, ...references.atlas, ...references.owasp, ...references.openclaw];
  return all.length === 0 ? [] : labelled('see', visible(all.join(', ')), page);
}
