import { z } from 'zod';
import type { SinkKind, Surroundings } from '../../model/alert.ts';
import { DeliveryError } from '../delivery-error.ts';
import { escaped, withoutMention } from '../escaped.ts';
import { messageText } from '../message.ts';
import { networkOptions } from '../network-options.ts';
import { post } from '../post.ts';
import { type Secret, secret, secretText, webAddress } from '../secret.ts';

const options = z.strictObject({
  token: secret,
  /** Number of a chat, or `@name` of a channel. */
  chat: z.union([z.string().min(1), z.int()]),
  thread: z.int().optional(),
  apiUrl: webAddress.default('https://api.telegram.org'),
  ...networkOptions,
});

/** Sends a message of a bot, as plain text. */
export const telegram: SinkKind<z.infer<typeof options>> = {
  kind: 'telegram',
  options,
  open({ token: kept, chat, thread, apiUrl, timeout, allowHosts }, surroundings) {
    return async (notice, signal) => {
      const token = await tokenOf(kept, surroundings);
      const body = JSON.stringify({
        chat_id: chat,
        ...(thread !== undefined && { message_thread_id: thread }),
        text: escaped(messageText(notice), mostCharacters, withoutMention),
        link_preview_options: { is_disabled: true },
      });
      const url = `${apiUrl.replace(/\/$/, '')}/bot${token}/sendMessage`;
      await post({ url, body, timeout, allowHosts, secrets: [token] }, surroundings, signal);
    };
  },
};

const mostCharacters = 4096;

/** It becomes a part of the address, so it must be nothing else. */
async function tokenOf(kept: Secret, surroundings: Surroundings): Promise<string> {
  const token = await secretText(kept, surroundings);
  if (/^[\w:-]{1,200}$/.test(token)) return token;
  throw new DeliveryError('the token is not one that Telegram gives to bots');
}
