import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { reporters } from '../../src/reporters/index.ts';
import { jsonSchemas, outputSchemas } from '../../src/reporters/json-schema.ts';
import { attack, options, quietReport, report } from './sample-report.ts';

const parsed = JSON.parse(reporters.json(report, options));
const lines = reporters
  .ndjson(report, options)
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));

describe('the JSON report', () => {
  test.each([report, quietReport])('fits its schema', (given) => {
    const written = JSON.parse(reporters.json(given, options));
    expect(outputSchemas['openclaw-audit/report@1'].parse(written)).toEqual(written);
  });

  test('has the fields of the contract in their order', () => {
    const order =
      'schema tool settingsHash generatedAt window gateways coverage summary findings suppressed incidents';
    expect(Object.keys(parsed).join(' ')).toBe(order);
    expect(Object.keys(parsed.coverage).join(' ')).toBe('complete sources detectors unknown ignored');
    expect(Object.keys(parsed.coverage.sources[0]).join(' ')).toBe(
      'name kind gateway bytes records events unreadable first last gaps',
    );
    expect(Object.keys(parsed.coverage.sources[0].gaps[0]).join(' ')).toBe('kind from to missing note');
    expect(Object.keys(parsed.summary).join(' ')).toBe('events findings bySeverity byDetector suppressed');
  });

  test('has the fields of a finding in their order', () => {
    const [finding] = parsed.findings;
    expect(Object.keys(finding).join(' ')).toBe(
      'id detector detectorVersion gateway title summary severity confidence status revision incident ' +
        'firstSeen lastSeen count entities entityCounts evidence explanation remediation references suppressedBy',
    );
    expect(Object.keys(finding.entities).join(' ')).toBe(
      'ips sessions agents actors devices tools channels runs',
    );
    expect(Object.keys(finding.explanation).join(' ')).toBe('rule seen threshold windowMs score facts');
    expect(finding.firstSeen).toBe('2026-11-22T06:15:02.120Z');
  });

  test('tells an incident with its findings and its timeline', () => {
    const told = JSON.parse(reporters.json(attack, options));
    expect(outputSchemas['openclaw-audit/report@1'].parse(told)).toEqual(told);
    const [incident] = told.incidents;
    expect(Object.keys(incident).join(' ')).toBe(
      'id gateway title severity firstSeen lastSeen findings shared entities timeline leftOut',
    );
    expect(told.findings.map((finding: { incident: string }) => finding.incident)).toEqual([
      incident.id,
      incident.id,
    ]);
    expect(incident.timeline[0].time).toBe('2026-11-22T06:15:02.120Z');
  });

  test('keeps hostile text as it was', () => {
    expect(parsed.findings[1].title).toBe(report.findings[1]?.title);
    expect(parsed.findings[1].evidence[0].excerpt).toBe(report.findings[1]?.evidence[0]?.excerpt);
  });
});

describe('the NDJSON report', () => {
  test('is the findings, then the coverage, then the summary', () => {
    expect(lines.map(({ kind }) => kind)).toEqual(['finding', 'finding', 'coverage', 'summary']);
  });

  test('fits the schema that each line names', () => {
    for (const line of lines) {
      const schema = outputSchemas[line.schema as keyof typeof outputSchemas];
      expect(schema.parse(line)).toEqual(line);
    }
  });

  test('says of a finding what the JSON report says', () => {
    const { schema, kind, ...finding } = lines[0];
    expect([schema, kind]).toEqual(['openclaw-audit/finding@1', 'finding']);
    expect(finding).toEqual(parsed.findings[0]);
  });
});

describe('jsonSchemas', () => {
  const schemas = jsonSchemas();

  test('names every output', () => {
    expect(Object.keys(schemas).sort()).toEqual(
      [
        'alert',
        'backtest',
        'coverage',
        'daily',
        'event',
        'finding',
        'gap',
        'heartbeat',
        'investigation',
        'report',
        'summary',
        'who',
      ].map((kind) => `openclaw-audit/${kind}@1`),
    );
  });

  test('lets fields be added within a version', () => {
    const more = { ...parsed, added: 1, coverage: { ...parsed.coverage, added: 2 } };
    expect(
      z.fromJSONSchema(schemas['openclaw-audit/report@1'] as z.core.JSONSchema.BaseSchema).parse(more),
    ).toEqual(more);
  });

  test.each(['coverage', 'findings', 'settingsHash'])('misses %s when it is not there', (field) => {
    const { [field]: _, ...less } = parsed;
    expect(outputSchemas['openclaw-audit/report@1'].safeParse(less).success).toBe(false);
  });
});
