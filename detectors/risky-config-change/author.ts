/**
 * Who wrote: a client of the gateway, an agent with its tools, a command on the machine, somebody who edited the
 * file, or the gateway for itself.
 */
export type Author = {
  readonly kind: 'client' | 'agent' | 'command' | 'file' | 'gateway';
  /** Words that name it. */
  readonly name: string;
  readonly ip: string | null;
  readonly device: string | null;
  /** Of an agent. */
  readonly session: string | null;
  /** Of an agent: it set the exec policy, which a record may name as a part of a whole section. */
  readonly setsPolicy: boolean;
};

export const somebody: Author = {
  kind: 'file',
  name: 'somebody',
  ip: null,
  device: null,
  session: null,
  setsPolicy: false,
};

/** Commands that write for the gateway: repairs, updates, and the first set-up. */
export const upkeep = new Set(['doctor', 'update', 'setup', 'onboard', 'migrate', 'daemon', 'gateway-run']);

export function clientAuthor({
  by,
  ip,
  device,
}: {
  readonly by?: string;
  readonly ip?: string;
  readonly device?: string;
}): Author {
  const name = (by ?? 'a client').slice(0, 60);
  return { ...somebody, kind: 'client', name, ip: ip ?? null, device: device?.slice(0, 128) ?? null };
}
