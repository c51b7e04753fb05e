import { cut } from '../facts/cut.ts';
import type { Finding } from '../model/finding.ts';
import type { Incident, IncidentMoment } from '../model/incident.ts';

const mostMoments = 40;
const longestText = 300;

/** How each finding began, and where it has come to. */
export function timelineOf(findings: readonly Finding[]): Pick<Incident, 'timeline' | 'leftOut'> {
  const moments = findings.flatMap(momentsOf).sort((a, b) => a.time - b.time);
  const leftOut = Math.max(0, moments.length - mostMoments);
  if (leftOut === 0) return { timeline: moments, leftOut };
  const half = mostMoments / 2;
  return { timeline: [...moments.slice(0, half), ...moments.slice(-half)], leftOut };
}

function momentsOf({ id, title, firstSeen, lastSeen, evidence }: Finding): readonly IncidentMoment[] {
  const [first] = evidence;
  const last = evidence.at(-1);
  const text = cut(first ? `${title}: ${first.excerpt}` : title, longestText);
  const begins = { time: firstSeen, text, finding: id };
  if (!last || last.excerpt === first?.excerpt) return [begins];
  return [begins, { time: Math.max(firstSeen, lastSeen), text: last.excerpt, finding: id }];
}
