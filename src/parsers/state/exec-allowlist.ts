import type { JsonObject } from '../../model/json.ts';
import type { Parser, ParserContext } from '../../model/parser.ts';
import { isObject, numberIn, objectIn, textIn } from '../json-object.ts';
import { jsonDocument, type Told } from './json-document.ts';

const mostEntries = 10_000;

/** `exec-approvals.json`: which command each entry of the allowlist let through last. The socket's token stays unread. */
export function execAllowlist(context: ParserContext): Parser {
  return jsonDocument({ kind: 'exec-allowlist', read: usesOf }, context);
}

function usesOf(document: JsonObject): readonly Told[] | undefined {
  if (numberIn(document, 'version') === undefined) return undefined;
  const agents = Object.entries(objectIn(document, 'agents') ?? {}).slice(0, mostEntries);
  return agents.flatMap(([agentId, settings]) =>
    entriesOf(settings).flatMap((entry) => useOf(agentId, entry)),
  );
}

function entriesOf(settings: unknown): readonly JsonObject[] {
  const list = isObject(settings) ? settings.allowlist : undefined;
  return Array.isArray(list) ? list.slice(0, mostEntries).filter(isObject) : [];
}

function useOf(agentId: string, entry: JsonObject): readonly Told[] {
  const time = numberIn(entry, 'lastUsedAt');
  const command = textIn(entry, 'lastUsedCommand', 4096);
  if (time === undefined || command === undefined) return [];
  const pattern = textIn(entry, 'pattern');
  const facts = { decision: 'allow-always', resolver: 'allowlist', reason: pattern, command };
  const text = `allowed by ${pattern ?? 'the allowlist'}: ${command}`;
  const draft = { type: 'approvalRequests' as const, status: 'allowed' as const, ...facts };
  return [{ time, draft: { ...draft, ...(agentId !== '*' && { agentId }) }, text }];
}
