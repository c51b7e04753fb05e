import { expect, test } from 'vitest';
import { type News, ToldFindings } from '../../src/commands/follow/told-findings.ts';
import type { Finding } from '../../src/model/finding.ts';

const finding = (over: Partial<Finding> = {}): Finding =>
  ({ id: 'a', severity: 'medium', revision: 1, count: 5, firstSeen: 10, lastSeen: 20, ...over }) as Finding;

function listener(saved?: ReturnType<ToldFindings['save']>) {
  const heard: News[] = [];
  const choice = { since: 15, until: undefined, minSeverity: 'low' as const, about: {} };
  const suppressedBy = ({ id }: Finding) => (id === 'known' ? 'it is ours' : null);
  const told = new ToldFindings({ choice, suppressedBy, hear: (_, news) => heard.push(news) }, saved);
  return { heard, told };
}

test('the same is told once, worse and larger are news', () => {
  const { heard, told } = listener();
  told.tell(finding());
  told.tell(finding());
  told.tell(finding({ revision: 2, count: 10 }));
  told.tell(finding({ revision: 3, count: 11, severity: 'high' }));
  expect(heard).toEqual(['new', 'larger', 'graver']);
});

test('milder is no news, and as grave as before is none either', () => {
  const { heard, told } = listener();
  for (const severity of ['high', 'medium', 'high'] as const) told.tell(finding({ severity }));
  expect(heard).toEqual(['new']);
});

test('what was told before a restart is not told again', () => {
  const before = listener();
  before.told.tell(finding());
  const after = listener(JSON.parse(JSON.stringify(before.told.save())));
  after.told.tell(finding());
  expect(after.heard).toEqual([]);
});

test('history, what is suppressed and what is not severe enough is told to nobody', () => {
  const { heard, told } = listener();
  told.tell(finding({ lastSeen: 14 }));
  told.tell(finding({ id: 'known' }));
  told.tell(finding({ severity: 'info' }));
  expect(heard).toEqual([]);
});
