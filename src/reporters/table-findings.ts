import { visible } from '../facts/escape.ts';
import type { Evidence, Finding } from '../model/finding.ts';
import { counted } from './counted.ts';
import { placeIn, shownEvidence } from './evidence-shown.ts';
import { findingRows } from './finding-rows.ts';
import { fitPath, shorten, textWidth, wrap } from './layout.ts';
import type { Page } from './table.ts';
import { textIndent, under } from './under.ts';

/** Findings, in the order of the report. */
export function findingsSection(page: Page): readonly string[] {
  const { findings } = page.report;
  if (findings.length === 0) return [];
  return [
    page.paint('bold', 'FINDINGS'),
    ...findings.flatMap((finding) => ['', ...findingLines(finding, page)]),
  ];
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

function findingLines(finding: Finding, page: Page): readonly string[] {
  const { report, options, time, width } = page;
  const view = {
    time,
    now: report.generatedAt,
    manyGateways: report.gateways.length > 1,
    verbose: options.verbose,
  };
  return [
    ...titleLines(finding, page),
    ...indented(visible(finding.summary), width),
    ...findingRows(finding, view).flatMap(({ label, text }) => labelled(label, visible(text), page)),
    ...shownEvidence(finding, options.verbose).flatMap((evidence, index) =>
      evidenceLines(evidence, index, page),
    ),
    ...finding.remediation.flatMap((step, index) => labelled(index === 0 ? 'do' : '', visible(step), page)),
    ...(options.verbose ? referenceLines(finding, page) : []),
    ...labelled('id', `${finding.id} · ${finding.detector}`, page).map((line) => page.paint('dim', line)),
  ];
}

function titleLines({ severity, title }: Finding, { paint, width }: Page): readonly string[] {
  const lines = wrap(visible(title), width - textIndent);
  return lines.map((line, index) => {
    const badge = (index === 0 ? severity.toUpperCase() : '').padEnd(textIndent);
    return `${paint(severity, badge)}${paint('bold', line)}`;
  });
}

function indented(text: string, width: number): readonly string[] {
  return text === '' ? [] : wrap(text, width - textIndent).map((line) => ' '.repeat(textIndent) + line);
}

function labelled(label: string, text: string, { paint, width }: Page): readonly string[] {
  return under(label, text, width).map(
    (line) => paint('dim', line.slice(0, textIndent)) + line.slice(textIndent),
  );
}

function evidenceLines(evidence: Evidence, index: number, page: Page): readonly string[] {
  const { options, paint, time, width } = page;
  const room = width - textIndent;
  const tail = visible(`${placeIn(evidence.source)} · ${time.second(evidence.time)}${claim(evidence)}`);
  const place = fitPath(visible(evidence.source.name), Math.max(12, room - textWidth(tail)));
  const words = visible(evidence.excerpt);
  const excerpt = options.verbose ? words : shorten(words, room * 2 - 8);
  return [
    ...under(index === 0 ? 'proof' : '', `${place}${tail}`, width).map((line) => paint('dim', line)),
    ...indented(excerpt, width),
  ];
}

function claim({ trust }: Evidence): string {
  return trust === 'claimed' ? ' · claimed' : '';
}

function referenceLines({ references }: Finding, page: Page): readonly string[] {
  const all = [...references.attack, ...references.atlas, ...references.owasp, ...references.openclaw];
  return all.length === 0 ? [] : labelled('see', visible(all.join(', ')), page);
}
