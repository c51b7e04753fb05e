import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Notice, SinkKind } from '../../model/alert.ts';
import { networkOptions } from '../network-options.ts';
import { noticeJson } from '../notice-json.ts';
import { post } from '../post.ts';
import { secret, secretText, secretUrl } from '../secret.ts';

const options = z.strictObject({
  url: secretUrl,
  /** Signs each message, so that the receiver knows whose it is. */
  secret: secret.optional(),
  ...networkOptions,
});

/** Posts the notice as JSON, signed when there is a secret. */
export const webhook: SinkKind<z.infer<typeof options>> = {
  kind: 'webhook',
  options,
  open({ url: keptUrl, secret: keptKey, timeout, allowHosts }, surroundings) {
    return async (notice, signal) => {
      const url = await secretText(keptUrl, surroundings);
      const key = keptKey && (await secretText(keptKey, surroundings));
      const body = noticeJson(notice);
      const headers = headersOf(notice, body, key);
      await post({ url, headers, body, timeout, allowHosts }, surroundings, signal);
    };
  },
};

function headersOf({ id }: Notice, body: string, key: string | undefined): { [name: string]: string } {
  const timestamp = String(Math.floor(Date.now() / 1000));
  return {
    'x-openclaw-audit-id': id,
    'x-openclaw-audit-timestamp': timestamp,
    ...(key && { 'x-openclaw-audit-signature': `sha256=${signature(key, `${timestamp}.${body}`)}` }),
  };
}

function signature(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}
