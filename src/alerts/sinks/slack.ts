import { z } from 'zod';
import type { SinkKind } from '../../model/alert.ts';
import { escaped, withoutMention } from '../escaped.ts';
import { messageText } from '../message.ts';
import { networkOptions } from '../network-options.ts';
import { post } from '../post.ts';
import { secretText, secretUrl } from '../secret.ts';

const options = z.strictObject({ url: secretUrl, ...networkOptions });

/** Posts to an incoming webhook of Slack, as text without markup, links shown as text, nobody called. */
export const slack: SinkKind<z.infer<typeof options>> = {
  kind: 'slack',
  options,
  open({ url: kept, timeout, allowHosts }, surroundings) {
    return async (notice, signal) => {
      const url = await secretText(kept, surroundings);
      const body = JSON.stringify({
        text: escaped(messageText(notice), mostCharacters, escapeSign),
        mrkdwn: false,
        parse: 'none',
        link_names: false,
        unfurl_links: false,
        unfurl_media: false,
      });
      await post({ url, body, timeout, allowHosts }, surroundings, signal);
    };
  },
};

const mostCharacters = 4000;

const entities = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
]);

function escapeSign(sign: string): string {
  return entities.get(sign) ?? withoutMention(sign);
}
