import type { JsonObject } from '../../model/json.ts';
import type { Parser, ParserContext } from '../../model/parser.ts';
import type { Draft } from '../draft.ts';
import { jsonLines } from '../json-lines.ts';
import { objectIn, textIn } from '../json-object.ts';
import { objectOf } from './texts.ts';

/** `execution_decision_facts`: why a tool was refused. That it was, the ledger tells too. */
export function decisions(context: ParserContext): Parser {
  return jsonLines({ kind: 'decisions', time: 'at', read: decisionOf, said }, context);
}

function decisionOf(row: JsonObject): readonly Draft[] | undefined {
  const reason = textIn(row, 'reason_code');
  if (reason === undefined) return undefined;
  const receipt = objectOf(row, 'receipt_json');
  const action = objectIn(receipt, 'action');
  return [
    {
      type: 'accessDenied',
      what: 'tool',
      method: methodOf(row, action),
      policy: policyOf(receipt),
      reason,
      target: textIn(action, 'targetRef'),
      count: 1,
      runId: textIn(row, 'run_id'),
    },
  ];
}

function methodOf(row: JsonObject, action: JsonObject | undefined): string | undefined {
  const parts = [textIn(row, 'action_family', 128), textIn(action, 'operation', 128)];
  return parts.filter((part) => part !== undefined).join('.') || undefined;
}

function policyOf(receipt: JsonObject | undefined): string | undefined {
  const refs = objectIn(receipt, 'enforcement')?.policyRefs;
  const first: unknown = Array.isArray(refs) ? refs[0] : undefined;
  return typeof first === 'string' ? first.slice(0, 128) : undefined;
}

function said(row: JsonObject): string {
  return `denied ${methodOf(row, objectIn(objectOf(row, 'receipt_json'), 'action'))} ${textIn(row, 'reason_code')}`;
}
