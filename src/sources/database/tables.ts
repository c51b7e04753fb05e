import type { SourceKind } from '../../model/source.ts';

/** A table that holds evidence, and what is read of it. Other columns stay unread: they hold tokens and keys. */
export interface Table {
  readonly name: string;
  readonly kind: SourceKind;
  readonly columns: readonly string[];
  /** Read where they are: not every version has them. */
  readonly optional?: readonly string[];
  /** What a row tells, by the column of its time; a row that changes in place tells more than one. */
  readonly moments: { readonly [moment: string]: string };
  readonly where?: string;
  /** The column whose text is the record itself, and the one that has it compressed. */
  readonly record?: { readonly text: string; readonly zstd?: string };
  /** Rows are only added: what is new has a higher id. */
  readonly appended?: true;
  /** Ids tell the order better than times. */
  readonly inOrder?: true;
  /** Holds what people and models said. */
  readonly words?: true;
}

const auditEvents: Table = {
  name: 'audit_events',
  kind: 'ledger',
  moments: { told: 'occurred_at' },
  appended: true,
  inOrder: true,
  columns: [
    ...['sequence', 'event_id', 'occurred_at', 'kind', 'action', 'status', 'error_code', 'actor_type'],
    ...['actor_id', 'agent_id', 'session_key', 'session_id', 'run_id', 'tool_call_id', 'tool_name'],
  ],
  optional: ['direction', 'channel', 'reason_code', 'conversation_ref'],
};

const operatorApprovals: Table = {
  name: 'operator_approvals',
  kind: 'approvals',
  moments: { requested: 'created_at_ms', resolved: 'resolved_at_ms' },
  columns: [
    ...['approval_id', 'kind', 'status', 'presentation_json', 'source_agent_id', 'source_session_key'],
    ...['created_at_ms', 'decision', 'terminal_reason', 'resolved_at_ms', 'resolver_kind', 'resolver_id'],
  ],
  optional: ['requested_by_device_id', 'source_session_id', 'source_run_id', 'source_tool_call_id'],
};

const deviceColumns = ['device_id', 'client_id', 'role', 'scopes_json', 'remote_ip'];
const deviceClaims = ['platform', 'client_mode', 'browser_origin'];

const pendingDevices: Table = {
  name: 'device_pairing_pending',
  kind: 'devices',
  moments: { requested: 'ts' },
  columns: [...deviceColumns, 'request_id', 'ts'],
  optional: [...deviceClaims, 'is_repair'],
};

const pairedDevices: Table = {
  name: 'device_pairing_paired',
  kind: 'devices',
  moments: { approved: 'approved_at_ms', seen: 'last_seen_at_ms' },
  columns: [...deviceColumns, 'approved_at_ms', 'last_seen_at_ms'],
  optional: [...deviceClaims, 'approved_scopes_json', 'approved_via'],
};

const configJournal: Table = {
  name: 'diagnostic_events',
  kind: 'config-audit',
  moments: { told: 'created_at' },
  where: "scope = 'config-audit'",
  record: { text: 'payload_json' },
  columns: ['created_at'],
  appended: true,
};

const decisions: Table = {
  name: 'execution_decision_facts',
  kind: 'decisions',
  moments: { told: 'occurred_at' },
  where: "decision_outcome = 'denied'",
  columns: ['run_id', 'action_family', 'reason_code', 'owner', 'occurred_at', 'receipt_json'],
  appended: true,
};

const cronRuns: Table = {
  name: 'cron_run_receipts',
  kind: 'cron-runs',
  moments: { started: 'started_at_ms', finished: 'finished_at_ms' },
  columns: ['job_id', 'agent_id', 'request_run_id', 'status', 'started_at_ms', 'finished_at_ms'],
};

const sessionStates: Table = {
  name: 'session_state_events',
  kind: 'sessions',
  moments: { told: 'occurred_at' },
  where: "kind IN ('created', 'child_spawned', 'adopted')",
  columns: ['session_key', 'session_id', 'agent_id', 'kind', 'actor_type', 'actor_id', 'occurred_at'],
  appended: true,
};

const sessionNodes: Table = {
  name: 'session_nodes',
  kind: 'sessions',
  moments: { created: 'created_at' },
  columns: ['session_key', 'current_session_id', 'created_at', 'created_via', 'spawned_by'],
  optional: ['created_actor_type', 'created_actor_id', 'parent_session_key'],
};

const transcripts: Table = {
  name: 'transcript_events',
  kind: 'transcript',
  moments: { told: 'created_at' },
  record: { text: 'event_json', zstd: 'event_zstd' },
  columns: ['session_id', 'created_at'],
  appended: true,
  words: true,
};

const trajectories: Table = {
  name: 'trajectory_runtime_events',
  kind: 'trajectory',
  moments: { told: 'created_at' },
  where: `substr(event_json, 1, 400) LIKE '%"type":"tool.%'`,
  record: { text: 'event_json' },
  columns: ['session_id', 'created_at'],
  appended: true,
  words: true,
};

/** Of a gateway's own database. */
export const stateTables: readonly Table[] = [
  auditEvents,
  operatorApprovals,
  pendingDevices,
  pairedDevices,
  configJournal,
  decisions,
  cronRuns,
  sessionStates,
];

/** Of the database of one agent. */
export const agentTables: readonly Table[] = [sessionNodes, transcripts, trajectories];
