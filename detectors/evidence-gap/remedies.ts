export const keepEvidence =
  'Keep the evidence where the gateway and its agents cannot write: ship the log, or run `openclaw-audit daily` as another user.';

export const checkLedger =
  'Switch the ledger on: `openclaw config set logging.audit.enabled true`, and look who switched it off (`openclaw-audit --detector risky-config-change`).';

export const checkLog =
  'Look at the log file: `ls -l` shows a second hard link (the gateway writes nothing while there is one), a full disk or other rights; then `openclaw config get logging`.';
