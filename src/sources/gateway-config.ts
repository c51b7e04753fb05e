import { dirname, join } from 'node:path';
import JSON5 from 'json5';
import type { GatewayPosture } from '../model/posture.ts';
import type { SourceGap } from '../model/source.ts';
import { withIncludes } from './config-includes.ts';
import { execOf, known, postureOf, valueAt } from './posture-of.ts';
import { readSmallText } from './read-small-text.ts';
import { asObject, asText, asTexts } from './untrusted-json.ts';

const largestConfig = 4 * 1024 * 1024;

/** What the gateway's own settings say that helps to read its evidence, and to judge it. */
export interface GatewayConfig {
  readonly loggingFile?: string;
  readonly loggingLevel?: string;
  readonly trustedProxies: readonly string[];
  /** The version that last wrote the file. */
  readonly version?: string;
  readonly posture: GatewayPosture;
}

/**
 * Reads `openclaw.json`, what it includes, and `exec-approvals.json` beside it. Neither config nor problem: there
 * is no such file. Both: a part of it could not be read.
 */
export async function readGatewayConfig(path: string, name: string = path): Promise<ReadConfig> {
  const approvals = execApprovalsBeside(path);
  const { text, problem } = await readSmallText({ path, name, limit: largestConfig });
  const files = [path, approvals];
  if (problem) return { problem, files };
  if (text === undefined) return { files };
  try {
    const { settings, problems, files: included } = await withIncludes(JSON5.parse(text), path);
    const config = gatewayConfigOf(settings, await readExecApprovals(approvals));
    return { config, ...(problems[0] && { problem: problems[0] }), files: [...files, ...included] };
  } catch {
    const note = 'it is not JSON5: the settings of the gateway are not known';
    return { problem: { kind: 'unreadable', name, note }, files };
  }
}

interface ReadConfig {
  readonly config?: GatewayConfig;
  readonly problem?: SourceGap;
  /** Paths of all files that these settings depend on, there or not. */
  readonly files: readonly string[];
}

/** Tolerant: what is missing or of another type is left out. */
export function gatewayConfigOf(
  settings: unknown,
  execApprovals?: GatewayPosture['execApprovals'],
): GatewayConfig {
  const posture = { ...postureOf(settings), ...known('execApprovals', execApprovals) };
  return {
    trustedProxies: asTexts(valueAt(settings, ['gateway', 'trustedProxies'])),
    posture,
    ...known('loggingFile', asText(valueAt(settings, ['logging', 'file']))),
    ...known('loggingLevel', asText(valueAt(settings, ['logging', 'level']))),
    ...known('version', posture.version),
  };
}

function execApprovalsBeside(config: string): string {
  return join(dirname(config), 'exec-approvals.json');
}

/** Of gateways without a database; a file that cannot be read says nothing. */
async function readExecApprovals(path: string): Promise<GatewayPosture['execApprovals']> {
  const { text } = await readSmallText({ path, name: path, limit: largestConfig });
  try {
    const defaults = asObject(JSON.parse(text ?? 'null'))?.defaults;
    return asObject(defaults) && execOf(defaults);
  } catch {
    return undefined;
  }
}
