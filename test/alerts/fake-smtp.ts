import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export type MailMood = 'ok' | 'busy' | 'refusing' | 'silent' | 'half';

export interface Mail {
  readonly to: readonly string[];
  readonly text: string;
}

/** A real SMTP server on loopback, in the mood that the plan has for each connection; the last holds on. */
export async function fakeSmtp(...plan: readonly MailMood[]) {
  const mails: Mail[] = [];
  const moods: MailMood[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const mood = plan[Math.min(moods.length, plan.length - 1)] ?? 'ok';
    moods.push(mood);
    sockets.add(socket);
    socket.on('error', () => {});
    if (mood !== 'silent') void talk(socket, mood, mails).catch(() => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, mails, moods };
}

async function talk(socket: Socket, mood: MailMood, mails: Mail[]): Promise<void> {
  socket.write('220 fake\r\n');
  const lines = linesOf(socket);
  let to: string[] = [];
  for await (const line of lines) {
    if (isCommand(line, mood === 'half' ? 'DATA' : 'QUIT')) break;
    to = receivers(to, line);
    socket.write(`${answer(line, mood)}\r\n`);
    if (!isCommand(line, 'DATA')) continue;
    mails.push({ to, text: await textIn(lines) });
    socket.write('250 taken\r\n');
  }
  socket.destroy();
}

function receivers(to: string[], line: string): string[] {
  if (isCommand(line, 'MAIL')) return [];
  return isCommand(line, 'RCPT') ? [...to, /<([^>]*)>/.exec(line)?.[1] ?? ''] : to;
}

const isCommand = (line: string, command: string) => line.toUpperCase().startsWith(command);

function answer(line: string, mood: MailMood): string {
  if (isCommand(line, 'STARTTLS')) return '502 what is that';
  if (isCommand(line, 'RCPT') && mood === 'busy') return '451 come back later';
  if (isCommand(line, 'RCPT') && mood === 'refusing') return '550 no such mailbox';
  return isCommand(line, 'DATA') ? '354 go on' : '250 fine';
}

/** Up to the line with the point. */
async function textIn(lines: AsyncGenerator<string>): Promise<string> {
  const text: string[] = [];
  for (;;) {
    const { value, done } = await lines.next();
    if (done || value === '.') return text.join('\n');
    text.push(value.replace(/^\.\./, '.'));
  }
}

async function* linesOf(socket: Socket): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    const lines = (rest + chunk.toString('utf8')).split('\r\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
