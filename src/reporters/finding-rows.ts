import { shortId } from '../facts/short-id.ts';
import type { EntityKind, Finding } from '../model/finding.ts';
import { counted, grouped } from './counted.ts';
import type { FindingRow } from './finding-row.ts';
import { distance, lasted, type PeopleTime } from './people-time.ts';
import { whyRows } from './why-rows.ts';

export interface FindingView {
  readonly time: PeopleTime;
  readonly now: number;
  /** More than one gateway was read, so each finding names its own. */
  readonly manyGateways: boolean;
  readonly verbose: boolean;
}

export function findingRows(finding: Finding, view: FindingView): readonly FindingRow[] {
  const rows = [
    { label: 'who', text: entities(finding, view, ['actors', 'agents']) },
    { label: 'from', text: entities(finding, view, ['ips', 'devices', 'channels']) },
    { label: 'in', text: entities(finding, view, ['sessions']) },
    { label: 'with', text: entities(finding, view, ['tools']) },
    { label: 'runs', text: view.verbose ? entities(finding, view, ['runs']) : '' },
    { label: 'where', text: view.manyGateways ? `gateway ${finding.gateway}` : '' },
    { label: 'when', text: when(finding, view) },
    ...whyRows(finding, view.time),
  ];
  return rows.filter(({ text }) => text !== '');
}

const nouns: { readonly [K in EntityKind]: string } = {
  ips: '',
  sessions: '',
  agents: 'agent ',
  actors: '',
  devices: 'device ',
  tools: '',
  channels: '',
  runs: '',
};

const fewEntities = 4;

function entities(finding: Finding, { verbose }: FindingView, kinds: readonly EntityKind[]): string {
  const groups = kinds.flatMap((kind) => {
    const values = finding.entities[kind].slice(0, verbose ? undefined : fewEntities);
    const listed = (kind === 'devices' && !verbose ? values.map(shortId) : values).join(', ');
    const more = finding.entityCounts[kind] - values.length;
    return listed === '' ? [] : [nouns[kind] + listed + (more > 0 ? ` and ${grouped(more)} more` : '')];
  });
  return groups.join(' · ');
}

function when({ firstSeen, lastSeen, count, status }: Finding, { time, now }: FindingView): string {
  const duration = lasted(firstSeen, lastSeen);
  const span = time.span(firstSeen, lastSeen);
  return [
    duration === '0ms' ? span : `${span} (${duration})`,
    count === 1 ? 'once' : counted(count, 'time'),
    distance(lastSeen, now),
    ...(status === 'open' ? ['still open'] : []),
  ].join(' · ');
}
