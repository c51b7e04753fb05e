import { unreadable } from '../unreadable.ts';
import { CopyError } from './private-copy.ts';

/** Why a database, or a table of it, was not read. */
export function whyUnreadable(error: unknown): string {
  if (error instanceof CopyError) return error.message;
  if (error instanceof Error && 'errcode' in error) return `it is damaged: ${error.message.slice(0, 200)}`;
  return unreadable('', error).note;
}
