import type { Draft } from '../../draft.ts';
import { numberIn, textIn } from '../../json-object.ts';
import type { Recogniser } from '../recogniser.ts';
import type { Level, LogRecord } from '../record.ts';
import { type SenderRow, senderRows } from './senders.ts';

/** What a channel refuses. The text comes from `logVerbose`, so its shape is checked before its words are. */
export const channels: readonly Recogniser[] = [
  {
    subsystem: 'telegram-auto-reply',
    prefix: 'telegram pairing request',
    sample: {
      level: 'INFO',
      message: 'telegram pairing request',
      fields: { chatId: '10041', senderUserId: '10041', username: 'mallory', firstName: 'M' },
    },
    read: telegramPairing,
  },
  {
    subsystem: 'telegram-auto-reply',
    prefix: 'skipping group message',
    sample: {
      level: 'INFO',
      message: 'skipping group message',
      fields: { chatId: -100125, title: 'Group', reason: 'not-allowed' },
    },
    read: telegramGroup,
  },
  ...senderRows.map((row) => refused(row, 'root verbose', 'DEBUG')),
  ...senderRows.flatMap((row) => (row.channel ? [refused(row, `channels/${row.channel}`, 'INFO')] : [])),
];

function refused({ prefix, sample, pattern, read }: SenderRow, subsystem: string, level: Level): Recogniser {
  return {
    subsystem,
    prefix,
    levels: [level],
    sample: { level, message: sample },
    read: ({ message }: LogRecord) => {
      const match = pattern.exec(message);
      return match === null ? [] : [read(match)];
    },
  };
}

/** Who wrote there it does not say. */
function telegramGroup({ fields }: LogRecord): readonly Draft[] {
  const chat = idIn(fields, 'chatId');
  const reason = `group ${textIn(fields, 'reason', 80) ?? 'not allowed'}`;
  const target = chat === undefined ? undefined : `telegram:${chat}`;
  return [{ type: 'accessDenied', what: 'sender', count: 1, reason, target }];
}

function telegramPairing({ fields }: LogRecord): readonly Draft[] {
  const sender = idIn(fields, 'senderUserId') ?? idIn(fields, 'chatId');
  const actor = sender === undefined ? undefined : person(sender, 'telegram');
  return [{ type: 'pairing', status: 'requested', reason: 'channel', actor }];
}

function idIn(fields: LogRecord['fields'], key: string): string | undefined {
  return textIn(fields, key, 128) ?? numberIn(fields, key)?.toString();
}

function person(id: string, channel: string) {
  return { id, channel, kind: 'unknown' as const };
}
