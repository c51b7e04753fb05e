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
