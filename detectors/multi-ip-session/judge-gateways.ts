import { type AuditEvent, inGateway } from '../../src/detector-kit/index.ts';
import type { Knowledge } from './knowledge.ts';
import { isAddress, isPublic, type Place } from './places.ts';
import { gatewaysReport } from './reports.ts';

/** One device on two gateways from different networks: its key was copied. */
export function judgeGateways(
  knowledge: Knowledge,
  event: AuditEvent,
  device: string,
  { address, claimed }: Place,
): void {
  if (claimed || !isPublic(address)) return;
  const { gateways, habits, episodes, options } = knowledge;
  const { gateway, time } = event;
  const other = gateways.note(device, { gateway, address, time }, options.window);
  if (!other) return;
  const key = `device:${device}`;
  const known = (on: string, place: string): boolean => habits.knows(inGateway(on, key), place, time);
  if (known(gateway, address) && known(other.gateway, other.address)) return;
  episodes
    .add(key, event, { entities: { ips: [other.address].filter(isAddress) } })
    .report(gatewaysReport(device, [other, { gateway, address, time }], options));
}
