import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export type SyslogMood = 'ok' | 'reset' | 'silent';

/** A real syslog server over TCP; what a connection brought counts when it was read to its end. */
export async function fakeSyslog(...plan: readonly SyslogMood[]) {
  const frames: string[] = [];
  const moods: SyslogMood[] = [];
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, async (socket) => {
    const mood = plan[Math.min(moods.length, plan.length - 1)] ?? 'ok';
    moods.push(mood);
    sockets.add(socket);
    socket.on('error', () => {});
    if (mood === 'silent') return;
    if (mood === 'reset') return void socket.once('data', () => socket.resetAndDestroy());
    const chunks: Buffer[] = [];
    for await (const chunk of socket as AsyncIterable<Buffer>) chunks.push(chunk);
    frames.push(Buffer.concat(chunks).toString('utf8'));
    socket.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, frames, moods };
}

export async function fakeDatagrams() {
  const datagrams: string[] = [];
  const socket = createSocket('udp4', (bytes) => datagrams.push(bytes.toString('utf8')));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  onTestFinished(() => void socket.close());
  return { port: socket.address().port, datagrams };
}
