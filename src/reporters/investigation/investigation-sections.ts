import { formatDuration } from '../../facts/duration.ts';
import type { AuditReport, ReporterOptions } from '../../model/report.ts';
import { counted, grouped } from '../counted.ts';
import { notSeen } from '../not-seen.ts';
import { type PeopleTime, peopleTime } from '../people-time.ts';
import type { Section, SectionLine, SectionPage } from '../sections.ts';
import { storiesOf } from '../stories.ts';
import type { Investigation, ReachKind, SubjectKind, Touched } from './investigation.ts';

const fewMoments = 20;
const fewTouches = 6;

/** What it is, what was found about it, what happened, what it touched, what could not be seen, what to do. */
export function investigationPage(investigation: Investigation, options: ReporterOptions): SectionPage {
  const { report, subject } = investigation;
  const time = peopleTime(options.utc);
  return {
    title: `${nouns[subject.kind]} ${subject.value}`,
    subtitle: [verdict(investigation, time), place(report, time)],
    sections: [
      { title: 'FINDINGS', lines: findingLines(report) },
      timelineSection(investigation, time, options.verbose),
      { title: 'BLAST RADIUS', lines: reachLines(investigation, options.verbose) },
      { title: 'WHAT COULD NOT BE SEEN', lines: notSeen(report.coverage, time, options.verbose) },
      { title: stepsTitle(report), lines: stepLines(investigation) },
    ],
  };
}

const nouns: { readonly [K in SubjectKind]: string } = {
  session: 'Session',
  ip: 'Address',
  actor: 'Actor',
  device: 'Device',
  run: 'Run',
};

function verdict({ seen, report }: Investigation, time: PeopleTime): string {
  const { named, followed, first, last } = seen;
  if (first === null || last === null) return 'Nothing in the evidence names it.';
  const spent = last - first >= 1000 ? ` (${formatDuration(Math.floor((last - first) / 1000) * 1000)})` : '';
  return [
    `${counted(named, 'record')} ${named === 1 ? 'names' : 'name'} it`,
    ...(followed > 0
      ? [
          `${grouped(followed)} more (↳) ${followed === 1 ? 'belongs' : 'belong'} to its runs, connections, devices or findings`,
        ]
      : []),
    time.span(first, last) + spent,
    report.findings.length === 0
      ? 'no findings about it'
      : `${counted(report.findings.length, 'finding')} about it`,
  ].join(' · ');
}

function place({ tool, gateways }: AuditReport, { zone }: PeopleTime): string {
  const names = gateways.length > 3 ? `${gateways.length} gateways` : `gateway ${gateways.join(', ')}`;
  return [`${tool.name} ${tool.version}`, ...(gateways.length > 0 ? [names] : []), `times in ${zone}`].join(
    ' · ',
  );
}

function findingLines(report: AuditReport): readonly SectionLine[] {
  return storiesOf(report).flatMap(({ incident, findings }) => [
    ...(incident
      ? [{ severity: incident.severity, text: `Incident: ${incident.title} · ${incident.id.slice(0, 12)}` }]
      : []),
    ...findings.map(({ severity, title, summary, id }) => ({
      severity,
      text: `${title}: ${summary} · ${id.slice(0, 12)}`,
    })),
  ]);
}

const labels: { readonly [K in ReachKind]: string } = {
  sessions: 'in',
  reachedSessions: 'reached',
  agents: 'agents',
  people: 'people',
  devices: 'devices',
  addresses: 'from',
  tools: 'tools',
  files: 'files',
  hosts: 'hosts',
};

function reachLines({ reach }: Investigation, verbose: boolean): readonly SectionLine[] {
  return Object.entries(labels).flatMap(([kind, label]) => {
    const text = touched(reach[kind as ReachKind], verbose);
    return text === '' ? [] : [{ label, text }];
  });
}

function touched({ values, more }: Touched, verbose: boolean): string {
  const shown = values.slice(0, verbose ? undefined : fewTouches);
  const rest = values.length - shown.length + more;
  const texts = shown.map(({ value, count, refused }) => {
    const times = [
      ...(count > 1 ? [`${grouped(count)}×`] : []),
      ...(refused > 0 ? [`${grouped(refused)} refused`] : []),
    ];
    return times.length === 0 ? value : `${value} (${times.join(', ')})`;
  });
  return texts.join(' · ') + (rest > 0 ? ` · and ${grouped(rest)} more` : '');
}

function timelineSection({ timeline, leftOut }: Investigation, time: PeopleTime, verbose: boolean): Section {
  const half = verbose ? timeline.length : fewMoments / 2;
  const first = timeline.slice(0, half);
  const last = timeline.slice(Math.max(half, timeline.length - half));
  const between = leftOut + timeline.length - first.length - last.length;
  const day = time.second(timeline[0]?.time ?? 0).slice(0, 10);
  const room = Math.max(...[...first, ...last].map((moment) => whatOf(moment).length));
  const line = (moment: Moment): readonly SectionLine[] => {
    const at = time.second(moment.time);
    const head = `${at.startsWith(day) ? at.slice(11) : at}  ${whatOf(moment).padEnd(room)}  `;
    return [{ text: head + moment.text, as: 'cut' }, ...tieLines(moment, head.length)];
  };
  const gap: readonly SectionLine[] =
    between > 0
      ? [
          {
            text: `…         ${grouped(between)} more${first.length + last.length < timeline.length ? ' (--verbose)' : ''}`,
            as: 'cut',
          },
        ]
      : [];
  return { title: `TIMELINE ${day}`, lines: [...first.flatMap(line), ...gap, ...last.flatMap(line)] };
}

function tieLines({ tiedBy }: Moment, indent: number): readonly SectionLine[] {
  if (tiedBy === null) return [];
  return [{ text: `${' '.repeat(indent)}tied to it by finding ${tiedBy.slice(0, 12)} alone`, as: 'cut' }];
}

type Moment = Investigation['timeline'][number];

function whatOf({ followed, type }: Moment): string {
  return `${followed ? '↳ ' : ''}${type}`;
}

/** Without a finding the reader alone can know that it was an attack. */
function stepsTitle({ findings }: AuditReport): string {
  return findings.length > 0 ? 'WHAT TO DO' : 'WHAT TO DO IF YOU KNOW THAT IT WAS AN ATTACK';
}

function stepLines({ steps }: Investigation): readonly SectionLine[] {
  return steps.flatMap(({ text, commands }, index) => [
    { label: `${index + 1}.`, text },
    ...commands.map((command) => ({ text: command, as: 'command' as const })),
  ]);
}
