import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Surroundings } from '../model/alert.ts';
import { type Destination, guardedLookup } from './guarded-address.ts';

/** A connection to an address that was checked; the signal ends it. */
export async function guardedSocket(
  destination: Destination & { readonly port: number },
  surroundings: Pick<Surroundings, 'resolve'>,
  signal: AbortSignal,
): Promise<Socket> {
  const lookup = await guardedLookup(destination, surroundings);
  signal.throwIfAborted();
  const { host, port } = destination;
  const socket = connect({ host, port, lookup });
  const end = () => socket.destroy(new Error('stopped'));
  signal.addEventListener('abort', end, { once: true });
  socket.once('close', () => signal.removeEventListener('abort', end));
  await once(socket, 'connect');
  return socket;
}
