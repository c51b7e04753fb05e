import type { AuditEvent } from '../../src/detector-kit/index.ts';

/** What one refused sender has done. */
export type Sender = {
  /** When each channel was tried last. */
  readonly channels: readonly (readonly [channel: string, time: number])[];
  /** Times at which a day of writing began. */
  readonly days: readonly number[];
  /** Times of commands. */
  readonly commands: readonly number[];
};

export const nobody: Sender = { channels: [], days: [], commands: [] };

/** Midnight must not make two days of one evening. */
const nextDay = 20 * 3_600_000;
const decorations = /^(?:\+|@|users\/|tel:)|@(?:s\.whatsapp\.net|lid|c\.us)$|!.{0,128}$/g;

/** The same person writes from one number in several forms. */
export function nameOf(id: string): string {
  return id.slice(0, 128).toLowerCase().replace(decorations, '');
}

/** In a group people talk to each other: that the gateway does not listen is no attempt to reach it. */
export function isInGroup(event: AuditEvent<'accessDenied'>): boolean {
  return [event.policy, event.reason].some(
    (words) => words !== undefined && /group|channel|room/i.test(words),
  );
}

export function onChannel(sender: Sender, channel: string, time: number): Sender {
  const others = sender.channels.filter(([name]) => name !== channel);
  return { ...sender, channels: [...others, [channel, time] as const].slice(-20) };
}

export function onDay(sender: Sender, time: number): Sender {
  const last = sender.days.at(-1);
  return last !== undefined && time - last < nextDay
    ? sender
    : { ...sender, days: [...sender.days, time].slice(-30) };
}

export function withCommand(sender: Sender, time: number): Sender {
  return { ...sender, commands: [...sender.commands, time].slice(-100) };
}

/** Without what lies further back than the spans that count. */
export function recent(
  sender: Sender,
  time: number,
  { window, within }: { window: number; within: number },
): Sender {
  return {
    channels: sender.channels.filter(([, last]) => time - last < window),
    days: sender.days.filter((day) => time - day < within),
    commands: sender.commands.filter((command) => time - command < window),
  };
}
