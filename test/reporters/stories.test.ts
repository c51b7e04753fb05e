import { describe, expect, it } from 'vitest';
import { incidentRows } from '../../src/reporters/incident-rows.ts';
import { peopleTime } from '../../src/reporters/people-time.ts';
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

it('an incident of which a part is shown says how to read all of it', () => {
  const [incident] = attack.incidents;
  if (!incident) throw new Error('the sample has an incident');
  const view = { time: peopleTime(true), now: 0, told: attack.findings.slice(1), verbose: false };
  expect(incidentRows(incident, view)).toContainEqual({
    label: 'hidden',
    text: `1 finding of it; openclaw-audit explain ${incident.id.slice(0, 12)} tells all`,
  });
});
