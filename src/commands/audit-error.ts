export type ErrorCode = 'USAGE' | 'SETTINGS' | 'NO_EVIDENCE' | 'NOT_BUILT' | 'UNWRITABLE';

/** An error that is the user's to mend: one line, exit code 2; 3 when nothing can be written. */
export class AuditError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AuditError';
    this.code = code;
  }
}
