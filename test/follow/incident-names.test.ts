import { expect, test } from 'vitest';
import { IncidentNames } from '../../src/commands/follow/incident-names.ts';
import { incidentsOf } from '../../src/incidents/incidents-of.ts';
import { finding, minute } from '../incidents/sample-findings.ts';

const ip = '203.0.113.7';
const one = finding('a', 0, { ips: [ip] });
const two = finding('b', minute, { ips: [ip] });
const three = finding('c', 2 * minute, { ips: [ip] });
const nameIn = (...open: (typeof one)[]) => incidentsOf(open)[0]?.id;

test('an incident has the name that a report gives it', () => {
  const names = new IncidentNames();
  names.learn([one, two]);
  expect([one, two].map((each) => names.named(each).incident)).toEqual([nameIn(one, two), nameIn(one, two)]);
  expect(names.named(three).incident).toBeNull();
});

test('it keeps its name when its oldest finding is forgotten, also after a restart', () => {
  const names = new IncidentNames();
  names.learn([one, two]);
  const again = new IncidentNames(JSON.parse(JSON.stringify(names.save())));
  again.learn([two, three]);
  expect(again.named(three).incident).toBe(nameIn(one, two));
  again.learn([three]);
  expect(again.named(three).incident).toBe(nameIn(one, two));
});

test('an older finding that turns out to belong to it names it, as in a report', () => {
  const names = new IncidentNames();
  names.learn([two, three]);
  names.learn([one, two, three]);
  expect(names.named(three).incident).toBe(nameIn(one, two, three));
});

test('of two incidents that become one the older gives the name, whatever was forgotten', () => {
  const names = new IncidentNames();
  const other = finding('d', 3 * minute, { devices: ['d1'] });
  const last = finding('e', 4 * minute, { devices: ['d1'] });
  names.learn([one, two]);
  names.learn([other, last]);
  names.learn([two, last, finding('f', 5 * minute, { ips: [ip], devices: ['d1'] })]);
  expect(names.named(last).incident).toBe(nameIn(one, two));
});
