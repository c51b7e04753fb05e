import type { JsonObject } from '../model/json.ts';
import type { Parser, ParserContext } from '../model/parser.ts';
import type { Draft } from './draft.ts';
import { jsonLines } from './json-lines.ts';
import { textIn } from './json-object.ts';

const changes = new Set(['config.write', 'config.external']);

/** `logs/config-audit.jsonl`: each write of the settings file, by the gateway, a command line or an editor. */
export function configAudit(context: ParserContext): Parser {
  return jsonLines({ kind: 'config-audit', time: 'ts', read: changeOf }, context);
}

function changeOf(record: JsonObject): readonly Draft[] | undefined {
  const event = textIn(record, 'event');
  if (event === undefined) return undefined;
  if (!changes.has(event)) return [];
  const facts = { by: commandOf(record), result: resultOf(record) };
  return [{ type: 'configChange', paths: pathsOf(record), via: viaOf(event, record), ...facts }];
}

function viaOf(event: string, record: JsonObject): 'cli' | 'file' | 'rpc' {
  if (event === 'config.external') return 'file';
  const origin = textIn(record, 'origin');
  const command = commandOf(record);
  if (origin === 'config-rpc') return 'rpc';
  return origin === 'cli' || (origin === undefined && command !== undefined && command !== 'gateway')
    ? 'cli'
    : 'file';
}

/** The sub-command that wrote: `gateway`, `config`, `doctor`, `update`, … */
function commandOf({ argv }: JsonObject): string | undefined {
  if (!Array.isArray(argv)) return undefined;
  const words = argv.slice(2, 8).filter((word): word is string => typeof word === 'string');
  return words.find((word) => /^[a-z][a-z-]{0,40}$/.test(word));
}

function pathsOf({ changedPaths }: JsonObject): readonly string[] {
  if (!Array.isArray(changedPaths)) return [];
  const paths = changedPaths.slice(0, 200).filter((path): path is string => typeof path === 'string');
  return paths.map((path) => path.slice(0, 300));
}

function resultOf(record: JsonObject): string | undefined {
  const result = textIn(record, 'result');
  const suspicious = Array.isArray(record.suspicious)
    ? record.suspicious.filter((word) => typeof word === 'string')
    : [];
  const doubts = suspicious.length === 0 ? '' : ` (${suspicious.join(', ').slice(0, 300)})`;
  if (record.valid === false) return `invalid${doubts}`;
  return result === undefined && doubts === '' ? undefined : `${result ?? 'written'}${doubts}`;
}
