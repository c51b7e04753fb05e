import type { ReporterOptions } from '../../model/report.ts';
import { counted, grouped } from '../counted.ts';
import { notSeen } from '../not-seen.ts';
import { type PeopleTime, peopleTime } from '../people-time.ts';
import type { SectionLine, SectionPage } from '../sections.ts';
import type { Names, Visitor, WhoReport } from './visitor.ts';

const fewNames = 4;
const fewStrangers = 10;

/** Who got in, who did not, and whom the evidence cannot show. */
export function whoPage({ head, visitors, more }: WhoReport, options: ReporterOptions): SectionPage {
  const { tool, gateways, coverage } = head;
  const { verbose } = options;
  const time = peopleTime(options.utc);
  const inside = visitors.filter(({ gotIn }) => gotIn);
  const outside = visitors.filter(({ gotIn }) => !gotIn);
  const many = gateways.length > 1;
  const page = { time, verbose, many };
  const beyond: readonly SectionLine[] =
    more > 0 ? [{ label: '…', text: `and at least ${grouped(more)} more visitors` }] : [];
  return {
    title: `${counted(inside.length, 'visitor')} got in, ${grouped(outside.length)} did not`,
    subtitle: [
      [`${tool.name} ${tool.version}`, `gateway ${gateways.join(', ')}`, `times in ${time.zone}`].join(' · '),
    ],
    sections: [
      { title: 'GOT IN, LAST SEEN FIRST', lines: inside.flatMap((visitor) => visitorLines(visitor, page)) },
      { title: 'DID NOT GET IN', lines: [...strangerLines(outside, page), ...beyond] },
      { title: 'WHAT COULD NOT BE SEEN', lines: notSeen(aboutVisitors(coverage), time, verbose) },
    ],
  };
}

interface Page {
  readonly time: PeopleTime;
  readonly verbose: boolean;
  readonly many: boolean;
}

/** Detectors whose sight says how far visitors can be seen. */
const judges = ['device-pairing-abuse', 'multi-ip-session', 'repeated-auth-failures'];

function aboutVisitors(coverage: WhoReport['head']['coverage']): WhoReport['head']['coverage'] {
  return { ...coverage, detectors: coverage.detectors.filter(({ id }) => judges.includes(id)) };
}

function visitorLines(visitor: Visitor, page: Page): readonly SectionLine[] {
  const { clients, roles, scopes, sessions } = visitor;
  const allowed = [listed(roles, page), listed(scopes, page)].filter(Boolean).join(': ');
  return [
    { label: 'who', text: whoIs(visitor, page) },
    { label: 'seen', text: seen(visitor, page) },
    { label: 'with', text: listed(clients, page) },
    { label: 'may', text: allowed },
    { label: 'in', text: listed(sessions, page) },
    { text: '' },
  ].filter(({ label, text }) => label === undefined || text !== '');
}

function strangerLines(visitors: readonly Visitor[], page: Page): readonly SectionLine[] {
  const shown = visitors.slice(0, page.verbose ? undefined : fewStrangers);
  const more = visitors.length - shown.length;
  return [
    ...shown.map((visitor) => ({ label: 'who', text: `${whoIs(visitor, page)} · ${seen(visitor, page)}` })),
    ...(more > 0 ? [{ label: '…', text: `and ${grouped(more)} more (--verbose)` }] : []),
  ];
}

function whoIs({ device, actors, addresses, behindProxy, gateway }: Visitor, page: Page): string {
  const id = device !== null && !page.verbose && device.length > 20 ? `${device.slice(0, 12)}…` : device;
  const parts = [
    listed(actors, page),
    id === null ? '' : `device ${id}`,
    listed(addresses, page),
    behindProxy ? 'behind a proxy, address unknown' : '',
    page.many ? `gateway ${gateway}` : '',
  ].filter(Boolean);
  return parts.length === 0 ? 'nobody that the evidence names' : parts.join(' · ');
}

function seen({ firstSeen, lastSeen, connections, failures }: Visitor, { time }: Page): string {
  return [
    time.span(firstSeen, lastSeen),
    ...(connections > 0 ? [counted(connections, 'connection')] : []),
    ...(failures > 0 ? [counted(failures, 'failure')] : []),
  ].join(' · ');
}

function listed({ values, more }: Names, { verbose }: Page): string {
  const shown = values.slice(0, verbose ? undefined : fewNames);
  const rest = values.length - shown.length + more;
  return shown.join(', ') + (rest > 0 ? ` and ${grouped(rest)} more` : '');
}
