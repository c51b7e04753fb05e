import { z } from 'zod';
import type { SinkKind } from '../../model/alert.ts';
import { escaped, withoutMention } from '../escaped.ts';
import { messageText } from '../message.ts';
import { networkOptions } from '../network-options.ts';
import { post } from '../post.ts';
import { secretText, secretUrl } from '../secret.ts';

const options = z.strictObject({ url: secretUrl, ...networkOptions });

/** Posts to a webhook of Discord: Markdown is escaped, nobody is called, no link unfolds. */
export const discord: SinkKind<z.infer<typeof options>> = {
  kind: 'discord',
  options,
  open({ url: kept, timeout, allowHosts }, surroundings) {
    return async (notice, signal) => {
      const url = await secretText(kept, surroundings);
      const body = JSON.stringify({
        content: escaped(messageText(notice), mostCharacters, escapeSign),
        allowed_mentions: { parse: [] },
        flags: suppressEmbeds,
      });
      await post({ url, body, timeout, allowHosts }, surroundings, signal);
    };
  },
};

const mostCharacters = 2000;
const suppressEmbeds = 4;

// With the colon no address becomes a link, and no word an emoji.
const markup = new Set('\\*_~`|<>#[]():-');

function escapeSign(sign: string): string {
  return markup.has(sign) ? `\\${sign}` : withoutMention(sign);
}
