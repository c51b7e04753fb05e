import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Surroundings } from '../model/alert.ts';
import { DeliveryError } from './delivery-error.ts';
import { type Answer, failedAnswer } from './failed-answer.ts';
import { guardedLookup } from './guarded-address.ts';
import { within } from './within.ts';

export interface Post {
  readonly url: string;
  readonly headers?: { readonly [name: string]: string };
  readonly body: string;
  /** Milliseconds for the whole exchange. */
  readonly timeout: number;
  readonly allowHosts: readonly string[];
  /** Never shown, whatever the receiver answers; the long parts of the address are not either. */
  readonly secrets?: readonly string[];
}

/** Posts JSON, follows no redirect, and rejects unless the answer is whole and says 2xx. */
export async function post(message: Post, surroundings: Surroundings, signal: AbortSignal): Promise<Answer> {
  const url = parsed(message.url);
  const { allowHosts, timeout, secrets = [] } = message;
  const answer = await within({ peer: url.host, timeout, signal }, async (limited) => {
    const lookup = await guardedLookup({ host: url.hostname, allowHosts }, surroundings);
    return await exchange(message, { url, lookup, version: surroundings.version, signal: limited });
  });
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw failedAnswer(url.host, answer, [...secrets, ...secretParts(url)]);
}

function parsed(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url;
  throw new DeliveryError('the url is not one that starts with https:// or http://');
}

function secretParts({ pathname, search }: URL): readonly string[] {
  return [pathname, ...`${pathname}${search}`.split(/[/?&=]/)].filter((part) => part.length >= 8);
}

interface Route {
  readonly url: URL;
  readonly lookup: LookupFunction;
  readonly version: string;
  readonly signal: AbortSignal;
}

function exchange({ body, headers }: Post, { url, lookup, version, signal }: Route): Promise<Answer> {
  const request = url.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((done, fail) => {
    const sent = request(url, {
      method: 'POST',
      agent: false,
      signal,
      lookup,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
        'user-agent': `openclaw-audit/${version}`,
        ...headers,
      },
    });
    sent.on('error', fail);
    sent.on('response', (response) => {
      textOf(response).then(
        (text) => done({ status: response.statusCode ?? 0, headers: response.headers, text }),
        fail,
      );
    });
    sent.end(body);
  });
}

const longestAnswer = 65_536;

/** Rejects when the answer breaks off. */
async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= longestAnswer) break;
  }
  return Buffer.concat(chunks).toString('utf8', 0, longestAnswer);
}
