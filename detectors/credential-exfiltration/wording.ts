import {
  type AuditEvent,
  clamp,
  type Episode,
  formatDuration,
  type Report,
  type Severity,
} from '../../src/detector-kit/index.ts';
import type { Read } from './carrier.ts';
import type { Destination } from './destinations.ts';
import type { Material } from './material.ts';
import { rotate } from './rotate.ts';

interface Leak {
  readonly episode: Episode;
  readonly event: AuditEvent<'toolExecution'>;
  readonly read: Read;
  /** All that it may have carried. */
  readonly reads: readonly Read[];
  readonly place: Destination;
  readonly window: number;
}

export function leaked({ episode, event, read, reads, place, window }: Leak): Report {
  const after = event.time - read.time;
  const when = after < 1_000 ? 'and at once' : `and ${formatDuration(after)} later`;
  const verb = place.sends ? 'sent data to' : 'called';
  const more = new Set(reads.map(({ path }) => path)).size - 1;
  return {
    title: place.sends ? 'A secret may have left' : 'A new destination after a secret was read',
    summary: `${who(event)} read ${read.path} (${read.label})${more > 0 ? ` and ${more} more` : ''}, ${when} ${verb} ${place.name} with ${clamp(event.tool, 40)}: nobody here had talked to it before.`,
    severity: severityOf(read, place),
    confidence: event.trust === 'claimed' ? 'low' : place.sends ? 'high' : 'medium',
    explanation: {
      rule: 'a destination that is new after a secret was read',
      seen: episode.count,
      threshold: 1,
      windowMs: window,
      facts: [
        { name: 'secret', value: read.path, number: null },
        { name: 'destination', value: place.name, number: null },
      ],
    },
    remediation: [
      ...[...new Set(reads.map(({ label }) => label))].slice(0, 3).map((label) => rotate(label)),
      block(place.name),
      'Read the turn that asked for it: `openclaw-audit investigate` of that session shows whose words they were.',
    ],
  };
}

interface Spoken {
  readonly episode: Episode;
  readonly event: AuditEvent<'toolExecution'>;
  readonly material: Material;
  readonly place: Destination | undefined;
}

export function spoken({ episode, event, material, place }: Spoken): Report {
  const where =
    place === undefined ? 'into a message' : `to ${place.name}, to which nobody here had talked before`;
  return {
    title: place === undefined ? 'A secret in a message' : 'A secret was sent to a new address',
    summary: `${who(event)} put ${material.label} into the arguments of ${clamp(event.tool, 40)}: it went ${where}.`,
    severity: place === undefined ? 'medium' : 'high',
    confidence: event.trust === 'claimed' ? 'low' : 'high',
    explanation: { rule: 'secret material in what is sent', seen: episode.count, threshold: 1 },
    remediation: [
      rotate(material.label),
      ...(place === undefined ? ['Delete the message, and see who could read it.'] : [block(place.name)]),
    ],
  };
}

function severityOf({ weak }: Read, { sends }: Destination): Severity {
  return sends && !weak ? 'high' : 'medium';
}

function who({ sessionKey, agentId = 'an agent' }: AuditEvent): string {
  return clamp(sessionKey ?? agentId, 80);
}

function block(name: string): string {
  if (/^\+?\d+$/.test(name))
    return `Delete that message, and see in the app who ${name} is. If you know it: add it to \`allow\` of this detector.`;
  return `Block ${clamp(name, 80)} where the machine meets the internet. If you know it: add it to \`allow\` of this detector.`;
}
