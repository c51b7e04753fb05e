/** What a session is for, as its key says. */
export type SessionKind =
  | 'main'
  | 'direct'
  | 'group'
  | 'channel'
  | 'subagent'
  | 'cron'
  | 'hook'
  | 'http'
  | 'tui'
  | 'acp'
  | 'named'
  | 'unscoped';

/** With a person or in a room of a chat channel. */
export function isChat(kind: SessionKind): boolean {
  return kind === 'direct' || kind === 'group' || kind === 'channel';
}
