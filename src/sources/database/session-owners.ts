import type { Line } from '../../model/source.ts';
import type { OpenedDatabase } from './open-database.ts';
import { rowsOf } from './sqlite.ts';

const most = 500_000;

/** Whose each transcript of an agent's database is, as its tables of sessions say. */
export function sessionOwners(
  { connection, tables }: OpenedDatabase,
  agentId: string | undefined,
): (sessionId: string) => Line['session'] {
  const keys = new Map<string, string>();
  for (const { table, id } of places) {
    const columns = tables.get(table);
    if (!columns?.has(id) || !columns.has('session_key')) continue;
    const sql = `SELECT substr("${id}", 1, 512) AS id, substr(session_key, 1, 512) AS key FROM "${table}" LIMIT ${most}`;
    for (const { id: sessionId, key } of rowsOf(connection.prepare(sql))) {
      if (typeof sessionId === 'string' && typeof key === 'string') keys.set(sessionId, key);
    }
  }
  return (sessionId) => {
    const key = keys.get(sessionId);
    const sessionKey = key && ofRun(key, sessionId);
    return { sessionId, ...(agentId && { agentId }), ...(sessionKey && { sessionKey }) };
  };
}

/** Each run of a job is a session of its own; the tables name the job. */
function ofRun(key: string, sessionId: string): string {
  return /:cron:[^:]{1,200}$/.test(key) ? `${key}:run:${sessionId}` : key;
}

/** The later outranks the former. */
const places = [
  { table: 'session_nodes', id: 'current_session_id' },
  { table: 'session_windows', id: 'session_id' },
] as const;
