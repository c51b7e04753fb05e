import { hostname } from 'node:os';
import { Linker } from '../linker/linker.ts';
import type { AuditEvent } from '../model/event.ts';
import type { SourceKind } from '../model/source.ts';
import type { GatewayConfig } from '../sources/gateway-config.ts';
import { readGatewayConfig } from '../sources/gateway-config.ts';
import type { Opened } from '../sources/opened.ts';
import { hostOf } from './gateway-name.ts';
import { mergeByTime } from './merge-by-time.ts';
import { SourceStream } from './source-stream.ts';

export interface ReadOptions {
  /** `--gateway`: the name of all the evidence. */
  readonly gateway?: string | undefined;
  readonly kind?: SourceKind | undefined;
  readonly now: number;
  /** Events before it are not looked at. */
  readonly oldest: number;
  /** Of the settings file; it outranks what `openclaw.json` says. */
  readonly trustedProxies?: readonly string[] | undefined;
  /** Awaited now and then, so that a slow reader of the output holds up the reading. */
  readonly pause?: (() => Promise<void>) | undefined;
}

/** What was read, and what reading taught. */
export interface ReadEvidence {
  readonly streams: readonly SourceStream[];
  readonly gateways: readonly string[];
  readonly configs: ReadonlyMap<string, GatewayConfig>;
  readonly problems: Opened['problems'];
  readonly ignored: readonly string[];
  readonly proxiesKnown: boolean;
  readonly unresolvedClients: number;
  readonly evictions: { readonly [what: string]: number };
}

/** Reads all sources by time, links what belongs together, and visits each event. */
export async function readEvidence(
  opened: Opened,
  options: ReadOptions,
  visit: (event: AuditEvent) => void,
): Promise<ReadEvidence> {
  const { configs, problems } = await readConfigs(opened, options);
  const streams = await openStreams(opened, options);
  const trusted = (gateway: string) => options.trustedProxies ?? configs.get(gateway)?.trustedProxies;
  const linker = new Linker({ trustedProxies: trusted, manySources: streams.length > 1 }, visit);
  await mergeByTime(streams, (event) => linker.push(event), options.pause);
  linker.end();
  const gateways = [...new Set(streams.map((stream) => stream.gateway))].sort();
  const unread = streams.filter(({ kind, source }) => !kind && source.found).map(({ source }) => source.name);
  return {
    streams: streams.filter(({ kind, source }) => kind || !source.found),
    gateways,
    configs,
    problems: [...opened.problems, ...problems],
    ignored: [...opened.ignored, ...unread],
    proxiesKnown: gateways.every((gateway) => trusted(gateway) !== undefined),
    unresolvedClients: linker.unresolvedClients,
    evictions: linker.evictions(),
  };
}

async function openStreams(opened: Opened, options: ReadOptions): Promise<readonly SourceStream[]> {
  const streams = opened.sources.map((source) => new SourceStream(source));
  let host: string | undefined;
  for (const stream of streams) {
    const lines = await stream.open(options.kind);
    if (!stream.source.gateway) host ??= hostOf(lines);
  }
  for (const stream of streams) {
    const gateway = options.gateway ?? stream.source.gateway ?? opened.gatewayName ?? host ?? hostname();
    stream.begin({ gateway, oldest: options.oldest, now: options.now });
  }
  return streams;
}

async function readConfigs(opened: Opened, { gateway }: ReadOptions) {
  const configs = new Map<string, GatewayConfig>();
  const problems: Opened['problems'][number][] = [];
  for (const { name, config: path } of opened.gateways) {
    if (!path) continue;
    const { config, problem } = await readGatewayConfig(path);
    if (config) configs.set(gateway ?? name, config);
    if (problem) problems.push(problem);
  }
  return { configs, problems };
}
