import type { Draft } from '../../draft.ts';
import { numberIn, textIn } from '../../json-object.ts';
import type { Recogniser } from '../recogniser.ts';
import type { LogRecord } from '../record.ts';
import { senderRows } from './senders.ts';

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
  ...senderRows.map(
    ({ prefix, sample, pattern, read }): Recogniser => ({
      subsystem: 'root verbose',
      prefix,
      levels: ['DEBUG'],
      sample: { level: 'DEBUG', message: sample },
      read: ({ message }: LogRecord) => {
        const match = pattern.exec(message);
        return match === null ? [] : [read(match)];
      },
    }),
  ),
];

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
