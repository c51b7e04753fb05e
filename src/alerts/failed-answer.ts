import type { IncomingHttpHeaders } from 'node:http';
import { excerpt } from '../facts/mask.ts';
import { DeliveryError } from './delivery-error.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** At most 64 KiB of it. */
  readonly text: string;
}

/** What an answer other than 2xx means: whether to try again, and when. */
export function failedAnswer(host: string, { status, headers, text }: Answer, secrets: readonly string[]) {
  const said = excerpt(
    secrets.reduce((shown, one) => shown.replaceAll(one, '***'), text),
    100,
  );
  const redirected = status >= 300 && status < 400 ? ', a redirect, which is not followed' : '';
  return new DeliveryError(`${host} answered ${status}${redirected}${said && `: ${said}`}`, {
    permanent: isPermanent(status),
    retryAfter: waitOf(headers['retry-after']),
  });
}

/** The receiver would refuse it again; not so when it was busy, slow or broken. */
function isPermanent(status: number): boolean {
  return status >= 300 && status < 500 && ![408, 425, 429].includes(status);
}

/** Milliseconds of `Retry-After`, which has seconds or a date. */
function waitOf(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}(?:\.\d{1,9})?$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
