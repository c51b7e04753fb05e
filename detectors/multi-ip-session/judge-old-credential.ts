import { type AuditEvent, day, inGateway } from '../../src/detector-kit/index.ts';
import type { Knowledge } from './knowledge.ts';
import { isDualStack, type Place, unknownPlace } from './places.ts';
import { oldCredentialReport } from './reports.ts';
import type { Rotation } from './rotations.ts';

const week = 7 * day;

/** A device whose credential was replaced shows up elsewhere than where the new one is used. */
export function judgeOldCredential(
  knowledge: Knowledge,
  event: AuditEvent,
  { address, claimed }: Place,
): void {
  const { gateway, device, time } = event;
  const rotation = device ? knowledge.rotations.of(gateway, device) : undefined;
  if (!device || !rotation || time <= rotation.time || time - rotation.time >= week) return;
  const refused = event.type === 'authAttempt' && event.outcome !== 'success';
  if (rotation.after === null && !refused && !claimed) knowledge.rotations.settle(gateway, device, address);
  if (rotation.after === null || !isAnother(rotation.after, address)) return;
  if (!refused && !isFromBefore(knowledge, event, device, rotation, address)) return;
  const episode = knowledge.episodes.add(`device:${device}`, event);
  episode.report(oldCredentialReport(device, { address, after: rotation.after, refused, claimed }));
}

function isAnother(after: string, address: string): boolean {
  return (
    after !== address && !isDualStack([after, address]) && after !== unknownPlace && address !== unknownPlace
  );
}

/** A place from before the rotation, or one used right after it, that is no habit of the device. */
function isFromBefore(
  { habits, options }: Knowledge,
  { gateway, time }: AuditEvent,
  device: string,
  rotation: Rotation,
  address: string,
): boolean {
  const name = inGateway(gateway, `device:${device}`);
  if (habits.knows(name, address, time)) return false;
  const first = habits.firstSeen(name, address) ?? time;
  return first < rotation.time || time - rotation.time < options.window;
}
