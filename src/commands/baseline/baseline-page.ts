import type { PortraitRow } from '../../model/learning.ts';
import type { ReporterOptions } from '../../model/report.ts';
import { counted } from '../../reporters/counted.ts';
import { peopleTime } from '../../reporters/people-time.ts';
import type { SectionLine, SectionPage } from '../../reporters/sections.ts';
import type { Acceptance, Book, Learned } from '../../state/learned/learned.ts';
import type { Known } from './known.ts';

const fewKnown = 40;

/** Whom it knows, from when to when, and what was accepted. */
export function listPage(learned: Learned, all: readonly Known[], options: ReporterOptions): SectionPage {
  const time = peopleTime(options.utc);
  const shown = all.slice(0, options.verbose ? undefined : fewKnown);
  const more = all.length - shown.length;
  const rest = more > 0 ? [{ label: '…', text: `and ${more} more (--verbose)` }] : [];
  return {
    title: all.length === 0 ? 'Nothing has been learned yet' : `${counted(all.length, 'baseline')}`,
    subtitle: [`times in ${time.zone}`],
    sections: [
      { title: 'LEARNED', lines: learned.books.map((book) => spanLine(book, all, options)) },
      { title: 'OF WHOM, WHO DID MOST FIRST', lines: [...shown.map(knownLine), ...rest] },
      { title: 'ACCEPTED AS NORMAL', lines: learned.accepted.map(acceptedLine) },
    ],
  };
}

export function portraitPage({ detector, gateway, name, portrait }: Known): SectionPage {
  const { kind, agentId, runs, sections } = portrait;
  return {
    title: `${kind} ${name}`,
    subtitle: [`${counted(runs, 'run')} · agent ${agentId} · gateway ${gateway} · ${detector}`],
    sections: sections.map(({ title, rows }) => ({ title: title.toUpperCase(), lines: rows.map(rowLine) })),
  };
}

function spanLine({ detector, gateway, since, mark }: Book, all: readonly Known[], options: ReporterOptions) {
  const time = peopleTime(options.utc);
  const own = all.filter((one) => one.detector === detector && one.gateway === gateway);
  const span = mark && since !== null ? time.span(since, mark.time) : 'nothing yet';
  return { text: `${gateway} · ${detector} · ${counted(own.length, 'baseline')} · ${span}` };
}

function knownLine({ name, gateway, portrait }: Known): SectionLine {
  const tools = portrait.sections[0]?.rows.slice(0, 4).map((row) => row.name) ?? [];
  const using = tools.length > 0 ? ` · ${tools.join(', ')}` : '';
  return { label: portrait.kind, text: `${name} · ${counted(portrait.runs, 'run')}${using} · ${gateway}` };
}

export function acceptedLine({ id, detector, entities, conditions, reason }: Acceptance): SectionLine {
  return {
    text: `${id.slice(0, 8)} · ${detector} · ${entities.join(', ')} · ${conditions.join('; ')}: ${reason}`,
  };
}

function rowLine({ name, count, note }: PortraitRow): SectionLine {
  const number = Math.round(count * 10) / 10;
  return {
    text: `${name}: ${note === undefined ? counted(number, 'run') : `${number} ${agreeing(number, note)}`}`,
  };
}

/** Notes begin with what is counted, in the plural. */
function agreeing(number: number, note: string): string {
  return number === 1 ? note.replace(/^([a-z]+)s\b/, '$1') : note;
}
