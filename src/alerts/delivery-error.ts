/** Why a notice did not arrive. Its message may be shown: it holds no secret of the sink. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  /** Trying again would not help. */
  readonly permanent: boolean;
  /** Milliseconds that the receiver asked for. */
  readonly retryAfter: number | undefined;

  constructor(message: string, { permanent = false, retryAfter, cause }: DeliveryErrorOptions = {}) {
    super(message, { cause });
    this.permanent = permanent;
    this.retryAfter = retryAfter;
  }
}

export interface DeliveryErrorOptions {
  readonly permanent?: boolean;
  readonly retryAfter?: number | undefined;
  readonly cause?: unknown;
}
