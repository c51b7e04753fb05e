import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIPv6, type LookupFunction } from 'node:net';
import { excerpt } from '../facts/mask.ts';
import type { Surroundings } from '../model/alert.ts';
import { DeliveryError } from './delivery-error.ts';
import { type Answer, failedAnswer } from './failed-answer.ts';
import { guardedAddresses } from './guarded-address.ts';

export interface Post {
  readonly url: string;
  readonly headers?: { readonly [name: string]: string };
  readonly body: string;
  /** Milliseconds for the whole exchange. */
  readonly timeout: number;
  readonly allowHosts: readonly string[];
  /** Never shown, whatever the receiver answers. */
  readonly secrets: readonly string[];
}

/** Posts JSON, follows no redirect, and rejects unless the answer is whole and says 2xx. */
export async function post(message: Post, surroundings: Surroundings, signal: AbortSignal): Promise<Answer> {
  const url = parsed(message.url);
  const { allowHosts, timeout, secrets } = message;
  const addresses = await guardedAddresses({ host: url.hostname, allowHosts }, surroundings);
  const limit = AbortSignal.timeout(timeout);
  const answer = await exchange(message, {
    url,
    addresses,
    version: surroundings.version,
    signal: AbortSignal.any([signal, limit]),
  }).catch((error: unknown) => {
    throw new DeliveryError(
      limit.aborted ? `${url.host} did not answer within ${timeout}ms` : `${url.host}: ${reasonOf(error)}`,
      { cause: error },
    );
  });
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw failedAnswer(url.host, answer, secrets);
}

function parsed(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url;
  throw new DeliveryError('the url is not one that starts with https:// or http://');
}

interface Route {
  readonly url: URL;
  readonly addresses: readonly string[];
  readonly version: string;
  readonly signal: AbortSignal;
}

function exchange({ body, headers }: Post, { url, addresses, version, signal }: Route): Promise<Answer> {
  const request = url.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((done, fail) => {
    const sent = request(url, {
      method: 'POST',
      agent: false,
      signal,
      lookup: lookupOf(addresses),
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

/** Answers with what was checked, whatever is asked. */
function lookupOf(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_, options, answer) => {
    const [first] = all;
    if (!first) answer(new Error('no address'), '', 4);
    else if (options.all) answer(null, all);
    else answer(null, first.address, first.family);
  };
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

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return excerpt(code && !error.message.includes(code) ? `${code} ${error.message}` : error.message, 120);
}
