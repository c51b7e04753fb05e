import { minute } from '../../src/detector-kit/index.ts';
import type { Arrival } from './arrival.ts';
import type { Identity } from './identities.ts';
import type { Judgement } from './judgement.ts';
import type { Knowledge } from './knowledge.ts';
import { type Overlap, overlapOf } from './overlap.ts';
import { isAddress, isDualStack, unknownPlace } from './places.ts';
import { overlapReport } from './reports.ts';
import type { Visit } from './visits.ts';

const quick = 5 * minute;

/** An identity came to another place: counted when it left the last one lately, told when it came back. */
export function judgeOverlap(knowledge: Knowledge, arrival: Arrival): void {
  const { event, key, visits } = arrival;
  const { options, episodes } = knowledge;
  const before = visits.at(-2);
  const overlap = overlapOf(visits, options.window, arrival.identity.kind === 'device');
  if (!overlap && (!before || event.time - before.to >= options.window)) return;
  const ips = visits.slice(-2).map(({ place }) => place);
  const episode = episodes.add(key, event, { entities: { ips: ips.filter(isAddress) } });
  const judgement = overlap && judge(knowledge, arrival, overlap);
  if (overlap && judgement) episode.report(overlapReport(arrival, overlap, judgement, options));
}

function judge({ habits, options }: Knowledge, arrival: Arrival, overlap: Overlap): Judgement | undefined {
  const { identity, name } = arrival;
  const { places } = overlap;
  if (places.length < options.addresses || isTold(identity, overlap)) return undefined;
  const newcomers = places.filter((place) => isNew(habits, arrival, overlap, place));
  // The unknown address behind a proxy may well be one of the others.
  if (newcomers.every((place) => place === unknownPlace)) return undefined;
  const harmless = harmlessOf(identity, overlap);
  if (harmless === 'quiet') return undefined;
  if (harmless) return { severity: 'low', confidence: 'medium', because: [harmless] };
  return doubted(
    overlap,
    severityOf(arrival, overlap, newcomers, (place) => habits.firstSeen(name, place)),
  );
}

/** No habit of this identity; a claim does not make it one. */
function isNew(
  habits: Knowledge['habits'],
  { event, name }: Arrival,
  { visits }: Overlap,
  place: string,
): boolean {
  const claimed = visits.some((visit) => visit.place === place && visit.claimed);
  return claimed || !habits.knows(name, place, event.time);
}

/** A stronger identity is the same at every place: the report is its own. */
function isTold({ kind }: Identity, { visits }: Overlap): boolean {
  const same = (field: 'device' | 'user'): boolean =>
    visits.every((visit) => visit[field] !== '' && visit[field] === visits[0]?.[field]);
  if (kind === 'device') return false;
  return same('device') || (kind === 'session' && same('user'));
}

function harmlessOf({ kind }: Identity, { visits, places }: Overlap): string | 'quiet' | undefined {
  if (isDualStack(places))
    return kind === 'device' ? 'quiet' : 'an IPv4 and an IPv6 address may be one machine';
  if (kind === 'device' || places.length > 2) return undefined;
  return hasOwnDevices(visits) ? 'each address has a device of its own' : undefined;
}

/** Two devices that each stay where they are: somebody has two, and uses both. */
function hasOwnDevices(visits: readonly Visit[]): boolean {
  const placeOfDevice = new Map<string, string>();
  for (const { device, place } of visits) {
    if (device === '' || (placeOfDevice.get(device) ?? place) !== place) return false;
    placeOfDevice.set(device, place);
  }
  return true;
}

function severityOf(
  { identity }: Arrival,
  { visits, places, returns, away }: Overlap,
  newcomers: readonly string[],
  firstSeen: (place: string) => number | undefined,
): Judgement {
  const begin = visits[0]?.from ?? 0;
  const home = visits[0]?.place;
  const fresh = newcomers.some((place) => place !== home && (firstSeen(place) ?? begin) >= begin);
  const impossible = identity.kind === 'device' && away <= quick && fresh;
  const many = identity.kind !== 'device' && places.length > 2 && returns > 1;
  if (impossible)
    return { severity: 'high', confidence: 'high', because: ['one of them was never seen before'] };
  return { severity: many ? 'high' : 'medium', confidence: 'medium', because: [] };
}

/** What nobody vouches for is told with less weight. */
function doubted({ visits, places }: Overlap, judgement: Judgement): Judgement {
  const unknown = places.includes(unknownPlace);
  const claimed = visits.some((visit) => visit.claimed);
  if (!unknown && !claimed) return judgement;
  const because = [
    unknown && 'all clients behind the proxy count as one address, because it names none of them',
    claimed && 'an address rests on a header that nobody vouches for',
  ].filter((reason) => reason !== false);
  return { severity: 'medium', confidence: claimed ? 'low' : 'medium', because };
}
