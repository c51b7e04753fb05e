import { hash } from 'node:crypto';
import { remember } from '../facts/remember.ts';

const nested = /^tool_search_code:([^:]{1,200}):[^:]{1,200}:\d{1,9}$/;

/** `sha256:<hex>` of the gateway's raw call id, as the ledger has it. */
export const callIdOf: (raw: string) => string = remember((raw) => `sha256:${hash('sha256', raw)}`);

/** The wrapper's call, for a call that the wrapper made. */
export function parentCallIdOf(raw: string): string | undefined {
  const outer = nested.exec(raw)?.[1];
  return outer === undefined ? undefined : callIdOf(outer);
}
