import type { GatewayPosture } from '../../src/detector-kit/index.ts';

/** True when the settings let everybody write on that channel. */
export function isOpen(posture: GatewayPosture | undefined, channel: string): boolean {
  return (
    posture?.channels.some((one) => one.channel === channel && (one.open || one.dmPolicy === 'open')) ?? false
  );
}
