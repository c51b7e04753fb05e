import { canonicalTool } from '../../facts/tool.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Parser, ParserContext } from '../../model/parser.ts';
import type { Draft } from '../draft.ts';
import { jsonLines } from '../json-lines.ts';
import { textIn } from '../json-object.ts';

/** `audit/file-transfer.jsonl`: files and folders that were asked of a node, or sent to one. */
export function fileTransfer(context: ParserContext): Parser {
  return jsonLines({ kind: 'file-transfer', time: 'timestamp', read: transferOf, said }, context);
}

function transferOf(record: JsonObject): readonly Draft[] | undefined {
  const operation = textIn(record, 'op', 64);
  const decision = textIn(record, 'decision', 64);
  if (operation === undefined || decision === undefined) return undefined;
  const path = pathOf(record);
  const node = textIn(record, 'nodeId');
  if (decision.startsWith('denied')) {
    const facts = { method: operation, target: path, reason: decision, count: 1 };
    return [{ type: 'accessDenied', what: 'tool', ...facts, ...(node !== undefined && { device: node }) }];
  }
  const tool = canonicalTool(operation.replace('.', '_'));
  const args = { ...(path !== undefined && { path }), ...(node !== undefined && { node }) };
  const outcome = decision === 'allowed' ? ('ok' as const) : ('error' as const);
  return [{ type: 'toolExecution', tool, phase: 'end', outcome, args, reason: textIn(record, 'errorCode') }];
}

/** Where it really lies says more than what was asked for. */
function pathOf(record: JsonObject): string | undefined {
  return textIn(record, 'canonicalPath', 1024) ?? textIn(record, 'requestedPath', 1024);
}

function said(record: JsonObject): string {
  const words = [
    textIn(record, 'op'),
    textIn(record, 'decision'),
    pathOf(record),
    textIn(record, 'nodeDisplayName'),
  ];
  return words.filter((word) => word !== undefined).join(' ');
}
