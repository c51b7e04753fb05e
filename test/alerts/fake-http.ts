import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Received {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What a receiver does with a request; the last of a plan holds for all that follow. */
export type Mood = 'ok' | 'broken' | 'busy' | 'half' | 'silent' | 'elsewhere' | 'gone' | 'endless';

/** A real HTTP server on loopback that misbehaves as planned, and keeps what it accepted. */
export async function fakeHttp(...plan: readonly Mood[]) {
  const accepted: Received[] = [];
  const moods: Mood[] = [];
  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    const mood = plan[Math.min(moods.length, plan.length - 1)] ?? 'ok';
    moods.push(mood);
    if (mood === 'ok') accepted.push({ path: request.url ?? '', headers: request.headers, body });
    answers[mood](response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hook/s3cret-part`, port, accepted, moods };
}

const answers: { readonly [M in Mood]: (response: ServerResponse) => void } = {
  ok: (response) => response.end('ok'),
  broken: (response) => response.writeHead(500).end('s3cret-part is broken'),
  busy: (response) => response.writeHead(429, { 'retry-after': '120' }).end(),
  half: (response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half of it');
    setImmediate(() => response.destroy());
  },
  silent: () => {},
  elsewhere: (response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
  gone: (response) => response.writeHead(404).end('no_service'),
  endless: (response) => {
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(8192)));
      if (!response.destroyed) response.once('drain', more);
    };
    response.writeHead(200);
    more();
  },
};

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
