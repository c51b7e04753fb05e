import type { Parser, ParserContext } from '../model/parser.ts';
import type { SourceKind } from '../model/source.ts';
import { gatewayLog } from './gateway-log/index.ts';
import { ledger } from './ledger/index.ts';
import { plain } from './plain/index.ts';

const factories: { readonly [Kind in SourceKind]?: (context: ParserContext) => Parser } = {
  'gateway-log': gatewayLog,
  ledger,
  plain,
};

export { recogniseKind } from './recognise.ts';

/** A parser for one source; throws for a kind that has none. */
export function parserFor(kind: SourceKind, context: ParserContext): Parser {
  const factory = factories[kind];
  if (factory === undefined) throw new Error(`there is no parser for sources of kind "${kind}" yet`);
  return factory(context);
}
