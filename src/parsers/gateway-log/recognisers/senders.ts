import type { Draft } from '../../draft.ts';
import { denied } from './denied.ts';
import { dropped } from './dropped.ts';

/** A line of a channel: how it starts, an example, its whole shape, what it says. */
export interface SenderRow {
  /** Of a channel that writes it with a logger of its own as well. */
  readonly channel?: string;
  readonly prefix: string;
  readonly sample: string;
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray) => Draft;
}

const pairable = ['discord', 'slack', 'signal', 'whatsapp', 'imessage'];
const dropping = [
  ...pairable,
  'telegram',
  'line',
  'googlechat',
  'msteams',
  'matrix',
  'mattermost',
  'irc',
  'nextcloud-talk',
  'nostr',
];

export const senderRows: readonly SenderRow[] = [
  {
    prefix: 'Blocked unauthorized ',
    sample: 'Blocked unauthorized whatsapp sender +15550100 (dmPolicy=pairing)',
    pattern: /^Blocked unauthorized (\w{1,40}) sender (\S{1,128}) \(dmPolicy=([\w-]{1,40})/,
    read: ([, channel = '', id, policy]) => denied({ channel, id, policy: `dmPolicy=${policy}` }),
  },
  {
    prefix: 'Blocked telegram group message from ',
    sample: 'Blocked telegram group message from 10041 (groupPolicy: allowlist)',
    pattern: /^Blocked telegram group message from (\S{1,128}) \(groupPolicy: ([\w-]{1,40})\)/,
    read: ([, id, policy]) => denied({ channel: 'telegram', id, policy: `groupPolicy=${policy}` }),
  },
  {
    prefix: 'Blocked telegram approval callback from ',
    sample: 'Blocked telegram approval callback from 10041 (not authorized)',
    pattern: /^Blocked telegram approval callback from (\S{1,128}) \(not authorized\)/,
    read: ([, id]) => ({
      ...denied({ channel: 'telegram', id }),
      what: 'command',
      method: 'approval callback',
    }),
  },
  ...['direct', 'group'].map(
    (place): SenderRow => ({
      prefix: `Blocked telegram ${place} sender `,
      sample: `Blocked telegram ${place} sender 10041 (callback unauthorized by inlineButtonsScope allowlist)`,
      pattern: /^Blocked telegram \w{5,6} sender (\S{1,128}) \(([^()]{1,120})\)/,
      read: ([, id, reason = '']) => ({
        ...denied({ channel: 'telegram', id, reason }),
        ...(reason.includes('callback') && { what: 'command', method: 'button' }),
      }),
    }),
  ),
  {
    prefix: 'Blocked telegram group ',
    sample: 'Blocked telegram group -100123 (group disabled)',
    pattern: /^Blocked telegram group (-?\d{1,32}) \((group disabled|[^()]{1,80})\)/,
    read: ([, target, reason]) => denied({ channel: 'telegram', target, reason }),
  },
  {
    prefix: 'Blocked discord guild ',
    sample: 'Blocked discord guild 81384788765712384 (not in discord.guilds)',
    pattern: /^Blocked discord guild (\S{1,64}) \(([^()]{1,80})\)/,
    read: ([, target, reason]) => denied({ channel: 'discord', target, reason }),
  },
  ...['signal', 'iMessage', 'line', 'whatsapp'].map(
    (channel): SenderRow => ({
      prefix: `Blocked ${channel} `,
      sample: `Blocked ${channel} group sender +15550100 (not in groupAllowFrom)`,
      pattern: /^Blocked \w{1,40} (?:group )?sender (\S{1,128})(?: \(([^()]{1,120})\))?/,
      read: ([, id, reason]) => denied({ channel: channel.toLowerCase(), id, reason }),
    }),
  ),
  {
    prefix: 'drop group message (sender not allowed, ',
    sample: 'drop group message (sender not allowed, users/123)',
    pattern: /^drop group message \(sender not allowed, ([^\s()]{1,128})\)/,
    read: ([, id]) => denied({ channel: 'googlechat', id, reason: 'sender not allowed' }),
  },
  {
    prefix: 'Ignoring /',
    sample: 'Ignoring /new from unauthorized sender: <unknown>',
    pattern: /^Ignoring (\/[\w-]{1,64}) from unauthorized sender: (\S{1,128})$/,
    read: ([, method = '', id]) => ({
      ...denied({ id: id === '<unknown>' ? undefined : id, reason: 'unauthorized sender' }),
      what: 'command',
      method,
    }),
  },
  {
    prefix: 'Ignoring ',
    sample: 'Ignoring /config set from gateway client missing scope: operator.admin',
    pattern: /^Ignoring (.{1,80}) from gateway client missing scope: ([\w.-]{1,80})$/,
    read: ([, method = '', scope]) => ({
      ...denied({ reason: `missing scope: ${scope}` }),
      what: 'rpc',
      method,
    }),
  },
  ...dropping.map(
    (channel): SenderRow => ({
      channel,
      prefix: `${channel}: drop `,
      sample: `${channel}: drop DM sender mallory!m@203.0.113.7 (dmPolicy=allowlist)`,
      pattern: /^[\w-]{1,40}: drop ([^\n]{1,200})/,
      read: ([, what = '']) => dropped(channel, what),
    }),
  ),
  ...pairable.map(
    (channel): SenderRow => ({
      prefix: `${channel} pairing request sender=`,
      sample: `${channel} pairing request sender=10041 tag=mallory (new)`,
      pattern: /^\w{1,40} pairing request sender=(\S{1,128})/,
      read: ([, id = '']) => ({
        type: 'pairing',
        status: 'requested',
        reason: 'channel',
        actor: { id, channel, kind: 'unknown' },
      }),
    }),
  ),
];
