import { isoTime, isoTimeOrNull } from '../../reporters/iso-time.ts';
import type { Acceptance, Learned } from '../../state/learned/learned.ts';
import type { Known } from './known.ts';

export function baselineJson({ books, accepted }: Learned, all: readonly Known[]) {
  return {
    schema: 'openclaw-audit/baseline@1',
    learned: books.map(({ detector, gateway, since, mark }) => ({
      ...{ detector, gateway, since: isoTimeOrNull(since), until: isoTimeOrNull(mark?.time ?? null) },
      entities: all.filter((one) => one.detector === detector && one.gateway === gateway).length,
    })),
    entities: all.map(({ portrait: { kind, agentId, runs }, detector, gateway, name }) => ({
      ...{ detector, gateway, name, kind, agentId, runs },
    })),
    accepted: accepted.map(acceptedJson),
  };
}

export function portraitJson({ detector, gateway, name, portrait }: Known) {
  return { schema: 'openclaw-audit/portrait@1', detector, gateway, name, ...portrait };
}

export function acceptedJson({ time, ...accepted }: Acceptance) {
  return { ...accepted, time: isoTime(time) };
}
