import { parseWhen } from '../config/when.ts';
import { canonicalAddress } from '../facts/address.ts';
import { nearest } from '../facts/nearest.ts';
import { canonicalSessionKey } from '../facts/session-key.ts';
import { canonicalTool } from '../facts/tool.ts';
import type { EntityKind } from '../model/finding.ts';
import { AuditError } from './audit-error.ts';
import type { Choice } from './choose-findings.ts';
import type { EvidenceRequest } from './evidence-request.ts';
import type { RawOptions } from './options.ts';
import type { RunSettings } from './settings.ts';

/** Times as the user gave them, in milliseconds. */
export interface Span {
  readonly now: number;
  readonly since: number | undefined;
  readonly until: number | undefined;
}

export function spanOf({ now: asOf, since, until }: RawOptions): Span {
  const now = asOf === undefined ? Date.now() : whenOf('--now', asOf, Date.now());
  const span = {
    now,
    since: since === undefined ? undefined : whenOf('--since', since, now),
    until: until === undefined ? undefined : whenOf('--until', until, now),
  };
  if (span.since !== undefined && span.until !== undefined && span.since > span.until) {
    throw new AuditError('USAGE', '--since lies after --until');
  }
  return span;
}

export function evidenceOf(
  paths: readonly string[],
  options: RawOptions,
  { trustedProxies, proxyHosts }: Pick<RunSettings, 'trustedProxies' | 'proxyHosts'>,
): EvidenceRequest {
  const { lookback, gateway, profile, input: kind, transcripts } = options;
  const given = { paths, lookback, gateway, profile, kind, transcripts };
  return { ...given, ...spanOf(options), trustedProxies, proxyHosts };
}

export function choiceOf(options: RawOptions): Choice {
  const { since, until } = spanOf(options);
  return { since, until, minSeverity: options.minSeverity, about: aboutOf(options) };
}

function aboutOf({ agent, session, channel, actor, ip, tool }: RawOptions): Choice['about'] {
  const address = ip === undefined ? undefined : canonicalAddress(ip);
  if (ip !== undefined && !address) throw new AuditError('USAGE', `--ip: ${ip} is not an address`);
  const about: { [K in EntityKind]?: string | undefined } = {
    agents: agent?.toLowerCase(),
    sessions: session === undefined ? undefined : canonicalSessionKey(session),
    channels: channel,
    actors: actor,
    ips: address,
    tools: tool === undefined ? undefined : canonicalTool(tool),
  };
  return Object.fromEntries(Object.entries(about).filter(([, value]) => value !== undefined));
}

function whenOf(option: string, text: string, now: number): number {
  const time = parseWhen(text, now);
  if (time !== undefined) return time;
  const forms = '24h, 90m, 7d, 2w, today, yesterday, 2026-11-21, 2026-11-21T09:00:00Z';
  throw new AuditError('USAGE', `${option}: "${text}" is not a time; accepted are ${forms}`);
}

const formats = ['table', 'json', 'ndjson', 'markdown'] as const;
const laterFormats = ['html', 'csv', 'sarif', 'ocsf'];
export type Format = (typeof formats)[number];

export function formatOf({ format }: RawOptions): Format {
  const known = formats.find((name) => name === format);
  if (known) return known;
  if (laterFormats.includes(format))
    throw new AuditError('NOT_BUILT', `--format ${format} is not built yet; there are ${formats.join(', ')}`);
  const near = nearest(format, formats);
  throw new AuditError(
    'USAGE',
    `--format: there is no ${format}${near ? `; did you mean ${near}?` : '.'} There are ${formats.join(', ')}`,
  );
}

export function refuseFollow({ follow }: RawOptions): void {
  if (follow) throw new AuditError('USAGE', '--follow goes with the report and with events');
}

/** Options that have no meaning where the evidence alone is looked at. */
export function refuseWhatIsNotBuilt(options: RawOptions): void {
  refuseFollow(options);
  if (options.stateDir !== undefined)
    throw new AuditError(
      'USAGE',
      '--state-dir goes with the report, explain, --follow, daily, baseline, alerts and schedule: the others keep no state',
    );
}
