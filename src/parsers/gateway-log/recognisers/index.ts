import type { Recogniser } from '../recogniser.ts';
import { auth } from './auth.ts';
import { channels } from './channels.ts';
import { config } from './config.ts';
import { connections } from './connections.ts';
import { devices } from './devices.ts';
import { hooks } from './hooks.ts';
import { lifecycle } from './lifecycle.ts';
import { pairing } from './pairing.ts';
import { rpc } from './rpc.ts';
import { runs } from './runs.ts';
import { sessions } from './sessions.ts';
import { tools } from './tools.ts';

/** The first whose subsystem, level and prefix fit reads the line. */
export const recognisers: readonly Recogniser[] = [
  ...tools,
  ...runs,
  ...sessions,
  ...auth,
  ...connections,
  ...rpc,
  ...hooks,
  ...config,
  ...pairing,
  ...devices,
  ...channels,
  ...lifecycle,
];
