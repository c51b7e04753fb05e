import { hostname } from 'node:os';
import { Linker } from '../linker/linker.ts';
import type { UnknownTemplate } from '../model/coverage.ts';
import type { AuditEvent } from '../model/event.ts';
import type { Source, SourceKind } from '../model/source.ts';
import type { GatewayConfig } from '../sources/gateway-config.ts';
import { readGatewayConfig } from '../sources/gateway-config.ts';
import type { Opened } from '../sources/opened.ts';
import { hostOf } from './gateway-name.ts';
import { type EventStream, mergeByTime } from './merge-by-time.ts';
import type { SourceDecoder } from './source-decoder.ts';
import { type PeekedSource, peek, SourceStream } from './source-stream.ts';

export interface ReadOptions {
  /** `--gateway`: the name of all the evidence. */
  readonly gateway?: string | undefined;
  readonly kind?: SourceKind | undefined;
  readonly now: number;
  /** Events before it are not looked at. */
  readonly oldest: number;
  /** Of the settings file; it outranks what `openclaw.json` says. */
  readonly trustedProxies?: readonly string[] | undefined;
  /** Of an access log that tells of several sites: those that are the gateway. */
  readonly proxyHosts?: readonly string[] | undefined;
  /** Awaited now and then, so that a slow reader of the output holds up the reading. */
  readonly pause?: (() => Promise<void>) | undefined;
  /** Told the settings of the gateways before the first event. */
  readonly learn?: ((configs: ReadonlyMap<string, GatewayConfig>) => void) | undefined;
  /** May watch the opened sources, and add what an archive kept of older ones. */
  readonly arrange?: ((streams: readonly SourceStream[]) => readonly EventStream[]) | undefined;
}

/** What was read, and what reading taught. */
export interface ReadEvidence {
  readonly sources: readonly EvidenceSource[];
  readonly gateways: readonly string[];
  readonly configs: ReadonlyMap<string, GatewayConfig>;
  readonly problems: Opened['problems'];
  readonly ignored: readonly string[];
  /** What tables of databases hold that had no rows. */
  readonly empty: readonly SourceKind[];
  readonly proxiesKnown: boolean;
  readonly unresolvedClients: number;
  readonly evictions: { readonly [what: string]: number };
}

/** A source that was read, or an archive of one. */
export type EvidenceSource = Pick<SourceDecoder, 'kind' | 'gateway' | 'seen' | 'coverage'> & {
  readonly unknown: ReadonlyMap<string, UnknownTemplate>;
};

/** Reads all sources by time, links what belongs together, and visits each event. */
export async function readEvidence(
  opened: Opened,
  options: ReadOptions,
  visit: (event: AuditEvent) => void,
): Promise<ReadEvidence> {
  const { configs, problems } = await readConfigs(opened, options);
  options.learn?.(configs);
  const streams = await openStreams(opened, options);
  const trusted = (gateway: string) => options.trustedProxies ?? configs.get(gateway)?.trustedProxies;
  const linker = new Linker({ trustedProxies: trusted, manySources: streams.length > 1 }, visit);
  const merged = options.arrange?.(streams) ?? streams;
  await mergeByTime(merged, (event) => linker.push(event), options.pause);
  linker.end();
  const sources = streams.map(({ decoder }) => decoder);
  const gateways = [...new Set(sources.map(({ gateway }) => gateway))].sort();
  const unread = sources.filter(isNoEvidence).map(({ source }) => source.name);
  return {
    sources: sources.filter((source) => !isNoEvidence(source)),
    gateways,
    configs,
    problems: [...opened.problems, ...problems],
    ignored: [...opened.ignored, ...unread],
    empty: opened.empty ?? [],
    proxiesKnown: gateways.every((gateway) => trusted(gateway) !== undefined),
    unresolvedClients: linker.unresolvedClients,
    evictions: linker.evictions(),
  };
}

/** Found in a folder, and its records fit no kind. */
function isNoEvidence({ kind, source }: SourceDecoder): boolean {
  return !kind && source.found === true;
}

async function openStreams(opened: Opened, options: ReadOptions): Promise<readonly SourceStream[]> {
  const nameless = await peekAtNameless(opened, options);
  const host = [...nameless.values()].map(({ firstBatch }) => hostOf(firstBatch)).find(Boolean);
  const { oldest, now, proxyHosts } = options;
  const streams: SourceStream[] = [];
  for (const source of opened.sources) {
    const gateway = options.gateway ?? source.gateway ?? opened.gatewayName ?? host ?? hostname();
    const peeked = nameless.get(source) ?? (await peek(source, options.kind));
    const stream = new SourceStream(peeked, { gateway, oldest, now, proxyHosts });
    await stream.rest();
    streams.push(stream);
  }
  return streams;
}

/** Sources whose place does not tell whose they are: one of them may name the host. */
async function peekAtNameless({ sources, gatewayName }: Opened, { gateway, kind }: ReadOptions) {
  const peeked = new Map<Source, PeekedSource>();
  if (gateway !== undefined || gatewayName !== undefined) return peeked;
  for (const source of sources) if (!source.gateway) peeked.set(source, await peek(source, kind));
  return peeked;
}

export async function readConfigs(opened: Opened, { gateway }: Pick<ReadOptions, 'gateway'>) {
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
