/** One request as a reverse proxy tells it. The address and the status are the proxy's word, all else the client's. */
export interface AccessRecord {
  /** When the answer was finished, in milliseconds: then a proxy writes. */
  readonly time: number;
  /** The other end of the proxy's socket. */
  readonly peer: string;
  readonly method: string;
  readonly target: string;
  readonly status: number;
  /** `''` when the log says that there was none, `undefined` when it does not say. */
  readonly forwardedFor?: string | undefined;
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
  readonly userAgent?: string | undefined;
  readonly sessionKey?: string | undefined;
  readonly agentId?: string | undefined;
  /** It asked for a websocket. */
  readonly websocket?: boolean | undefined;
  /** It showed a credential, or none; `undefined` when the log does not say. */
  readonly credential?: boolean | undefined;
  /** The line does not hold together: somebody's words may stand where the proxy's belong. */
  readonly doubtful?: boolean | undefined;
}

const longestTarget = 4096;
const longestClaim = 300;

/** The client's words, cut. */
export function withinBounds(record: AccessRecord): AccessRecord {
  return {
    ...record,
    target: record.target.slice(0, longestTarget),
    host: record.host?.slice(0, longestClaim),
    origin: record.origin?.slice(0, longestClaim),
    userAgent: record.userAgent?.slice(0, longestClaim),
    forwardedFor: record.forwardedFor?.slice(0, longestClaim),
  };
}
