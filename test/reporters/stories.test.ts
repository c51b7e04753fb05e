import { describe, expect, it } from 'vitest';
import { storiesOf } from '../../src/reporters/stories.ts';
import { attack, report } from './sample-report.ts';

const titlesOf = (given: Parameters<typeof storiesOf>[0]) =>
  storiesOf(given).map(({ incident, findings }) => [incident?.severity, ...findings.map(({ id }) => id)]);

describe('the stories of a report', () => {
  const [guessed, hostile] = attack.findings;
  if (!guessed || !hostile) throw new Error('the sample has two findings');
  const alone = { ...guessed, id: 'alone', incident: null };

  it('are its findings, one by one, when nothing ties them', () => {
    expect(titlesOf(report)).toEqual(report.findings.map(({ id }) => [undefined, id]));
  });

  it('begin with the worst; among equals an incident comes before a finding that stands alone', () => {
    expect(titlesOf({ ...attack, findings: [alone, ...attack.findings] })).toEqual([
      ['critical', guessed.id, hostile.id],
      [undefined, 'alone'],
    ]);
  });

  it('keep an incident in its place when its worst finding is left out', () => {
    expect(titlesOf({ ...attack, findings: [{ ...alone, severity: 'high' }, hostile] })).toEqual([
      ['critical', hostile.id],
      [undefined, 'alone'],
    ]);
  });

  it('put a milder incident below a graver finding', () => {
    const incidents = attack.incidents.map((incident) => ({ ...incident, severity: 'high' as const }));
    expect(titlesOf({ ...attack, findings: [alone, hostile], incidents })).toEqual([
      [undefined, 'alone'],
      ['high', hostile.id],
    ]);
  });

  it('are told all the same when the report does not tell of the incident', () => {
    expect(titlesOf({ ...attack, incidents: [] })).toEqual([[undefined, guessed.id, hostile.id]]);
  });
});
