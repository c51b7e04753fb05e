import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { z } from 'zod';
import type { SinkKind, Surroundings } from '../../model/alert.ts';
import { guardedAddresses } from '../guarded-address.ts';
import { guardedSocket } from '../guarded-socket.ts';
import { networkOptions } from '../network-options.ts';
import { type Facility, facilities, syslogLine } from '../syslog-line.ts';
import { within } from '../within.ts';

const options = z.strictObject({
  host: z.string().min(1).default('127.0.0.1'),
  port: z.int().min(1).max(65_535).default(514),
  protocol: z.enum(['udp', 'tcp']).default('udp'),
  facility: z.enum(Object.keys(facilities) as [Facility, ...Facility[]]).default('authpriv'),
  ...networkOptions,
});
type Options = z.infer<typeof options>;

/** Sends a message of RFC 5424. Over UDP nobody can tell whether it arrived. */
export const syslog: SinkKind<Options> = {
  kind: 'syslog',
  options,
  open(settings, surroundings) {
    const { host, port, protocol, facility, timeout } = settings;
    const { hostName } = surroundings;
    const [send, limit] = protocol === 'udp' ? [sendDatagram, 2048] : [sendStream, 8192];
    return (notice, signal) =>
      within({ peer: `${host}:${port}`, timeout, signal }, (limited) =>
        send(syslogLine(notice, { facility, hostName, limit }), settings, { surroundings, signal: limited }),
      );
  },
};

interface Way {
  readonly surroundings: Surroundings;
  readonly signal: AbortSignal;
}

async function sendDatagram(line: Buffer, settings: Options, { surroundings }: Way): Promise<void> {
  const [address = ''] = await guardedAddresses(settings, surroundings);
  const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
  try {
    await new Promise<void>((done, fail) => {
      socket.send(line, settings.port, address, (error) => (error ? fail(error) : done()));
    });
  } finally {
    socket.close();
  }
}

/** Framed by its length (RFC 6587). Delivered when the receiver has closed its end as well. */
async function sendStream(line: Buffer, settings: Options, { surroundings, signal }: Way): Promise<void> {
  const socket = await guardedSocket(settings, surroundings, signal);
  socket.resume();
  socket.end(Buffer.concat([Buffer.from(`${line.length} `), line]));
  await once(socket, 'close');
  if (socket.errored) throw socket.errored;
}
