import type { SinkKind } from '../../model/alert.ts';
import { discord } from './discord.ts';
import { email } from './email.ts';
import { exec } from './exec.ts';
import { file } from './file.ts';
import { openclaw } from './openclaw.ts';
import { slack } from './slack.ts';
import { syslog } from './syslog.ts';
import { telegram } from './telegram.ts';
import { webhook } from './webhook.ts';

/** Every way to tell someone. */
export const sinkKinds: readonly SinkKind[] = [
  discord,
  email,
  exec,
  file,
  openclaw,
  slack,
  syslog,
  telegram,
  webhook,
];
