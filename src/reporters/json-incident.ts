import { entityKinds } from '../model/finding.ts';
import type { Incident } from '../model/incident.ts';
import { isoTime } from './iso-time.ts';

export function toJsonIncident(incident: Incident) {
  return {
    id: incident.id,
    gateway: incident.gateway,
    title: incident.title,
    severity: incident.severity,
    firstSeen: isoTime(incident.firstSeen),
    lastSeen: isoTime(incident.lastSeen),
    findings: incident.findings,
    shared: incident.shared.map(({ kind, value }) => ({ kind, value })),
    entities: Object.fromEntries(entityKinds.map((kind) => [kind, incident.entities[kind]])),
    timeline: incident.timeline.map(({ time, text, finding }) => ({ time: isoTime(time), text, finding })),
    leftOut: incident.leftOut,
  };
}
