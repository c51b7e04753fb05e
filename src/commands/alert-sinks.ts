import { lookup } from 'node:dns/promises';
import { hostname } from 'node:os';
import { openSinks } from '../alerts/open-sinks.ts';
import type { AlertSettings, Sink } from '../model/alert.ts';
import { tool } from './tool.ts';

/** The sinks of the settings, on this machine. */
export function alertSinks(settings: readonly AlertSettings[]): readonly Sink[] {
  return openSinks(settings, {
    env: process.env,
    hostName: hostname(),
    version: tool.version,
    resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  });
}
