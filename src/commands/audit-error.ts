export type ErrorCode = 'USAGE' | 'SETTINGS' | 'NO_EVIDENCE' | 'NOT_BUILT';

/** An error that is the user's to mend: one line, exit code 2. */
export class AuditError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AuditError';
    this.code = code;
  }
}
