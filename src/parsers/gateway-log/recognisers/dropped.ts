import type { Draft } from '../../draft.ts';
import { denied } from './denied.ts';

const command = /^control command \(unauthorized\) target=(\S{1,128})/;
const sender = /^(DM|group) sender (\S{1,128}) \((?:dmPolicy|policy)=([\w-]{1,40})\)/;

/** What a channel dropped, in the words after `drop`. */
export function dropped(channel: string, what: string): Draft {
  const commander = command.exec(what)?.[1];
  if (commander !== undefined) {
    const id = commander === 'unknown' ? undefined : commander;
    const by = denied({ channel, id, reason: 'unauthorized sender' });
    return { ...by, what: 'command', method: 'control command' };
  }
  const [, place, id, policy] = sender.exec(what) ?? [];
  if (id !== undefined)
    return denied({ channel, id, policy: `${place === 'DM' ? 'dmPolicy' : 'groupPolicy'}=${policy}` });
  return denied({ channel, reason: what, target: targetIn(what) });
}

function targetIn(reason: string): string | undefined {
  return / target=(\S{1,128})/.exec(reason)?.[1] ?? /^channel (\S{1,128}) /.exec(reason)?.[1];
}
