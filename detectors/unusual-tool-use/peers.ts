import { day, type ToolGroup } from '../../src/detector-kit/index.ts';
import type { Hours } from './hours.ts';
import type { Kind } from './kinds.ts';
import { addPeak, newPeaks, type Peaks } from './peaks.ts';

type PeerUse = {
  runs: number;
  /** Some of those who used it. */
  users: string[];
  readonly since: number;
};

/** What all sessions of an agent do, or all of a gateway: the history of whom has none. */
export type Peers = {
  runs: number;
  version: string;
  updatedAt: number;
  uses: { [K in Kind]?: PeerUse };
  groups: { [G in ToolGroup]?: { readonly since: number; readonly spans: Peaks; readonly runs: Peaks } };
  /** Of an agent: how busy it is, hour by hour. */
  hours?: Hours;
};

const mostUsers = 4;

export function newPeers(): Peers {
  return { runs: 0, version: '', updatedAt: Number.MIN_SAFE_INTEGER, uses: {}, groups: {} };
}

export function learnUse(peers: Peers, kind: Kind, user: string, time: number): void {
  peers.uses[kind] ??= { runs: 0, users: [], since: time };
  const use = peers.uses[kind];
  use.runs++;
  if (use.users.length < mostUsers && !use.users.includes(user)) use.users.push(user);
}

export function learnPeak(
  peers: Peers,
  group: ToolGroup,
  measure: 'spans' | 'runs',
  value: number,
  time: number,
): void {
  peers.groups[group] ??= { since: time, spans: newPeaks(), runs: newPeaks() };
  addPeak(peers.groups[group][measure], value);
}

/** Others use it again and again. */
export function isCommon(peers: Peers, kind: Kind, user: string): boolean {
  const use = peers.uses[kind];
  if (use === undefined) return false;
  const others = use.users.filter((name) => name !== user).length;
  return kind === 'exec' ? others >= 2 || (others === 1 && use.runs >= 3) : others >= 2 && use.runs >= 5;
}

export function noteVersion(gateway: Peers, version: string, time: number): void {
  if (gateway.version !== '' && gateway.version !== version) gateway.updatedAt = time;
  gateway.version = version;
}

/** The gateway was updated within the last day, and nobody on it had the tool before. */
export function cameWithUpdate(gateway: Peers, since: number | undefined, time: number): boolean {
  return wasUpdated(gateway, time) && (since === undefined || since >= gateway.updatedAt);
}

/** Within the last day. */
export function wasUpdated(gateway: Peers, time: number): boolean {
  return time - gateway.updatedAt < day;
}
