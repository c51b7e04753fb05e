import type { Parser, ParserContext } from '../model/parser.ts';
import type { SourceKind } from '../model/source.ts';
import { commands } from './commands.ts';
import { configAudit } from './config-audit.ts';
import { console } from './console/index.ts';
import { gatewayLog } from './gateway-log/index.ts';
import { ledger } from './ledger/index.ts';
import { logsJson } from './logs-json.ts';
import { plain } from './plain/index.ts';
import { proxy } from './proxy/index.ts';
import { approvals } from './rows/approvals.ts';
import { cronRuns } from './rows/cron-runs.ts';
import { decisions } from './rows/decisions.ts';
import { devices } from './rows/devices.ts';
import { sessions } from './rows/sessions.ts';
import { trajectory } from './rows/trajectory.ts';
import { channelPairing } from './state/channel-pairing.ts';
import { cronLog } from './state/cron-log.ts';
import { execAllowlist } from './state/exec-allowlist.ts';
import { fileTransfer } from './state/file-transfer.ts';
import { pairedDevices } from './state/paired-devices.ts';
import { transcript } from './transcript/index.ts';

export { recogniseKind } from './recognise.ts';

const factories: { readonly [Kind in SourceKind]?: (context: ParserContext) => Parser } = {
  'gateway-log': gatewayLog,
  'logs-json': logsJson,
  ledger,
  plain,
  transcript,
  console,
  proxy,
  commands,
  'config-audit': configAudit,
  'paired-devices': pairedDevices,
  'channel-pairing': channelPairing,
  'exec-allowlist': execAllowlist,
  'cron-log': cronLog,
  'file-transfer': fileTransfer,
  approvals,
  devices,
  decisions,
  'cron-runs': cronRuns,
  sessions,
  trajectory,
};

/** A parser for one source; throws for a kind that has none. */
export function parserFor(kind: SourceKind, context: ParserContext): Parser {
  const factory = factories[kind];
  if (factory === undefined) throw new Error(`there is no parser for sources of kind "${kind}" yet`);
  return factory(context);
}
