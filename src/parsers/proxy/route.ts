/** Which door of the gateway a request came to; `undefined` for what is none of its. */
export interface Route {
  readonly door: 'api' | 'hooks' | 'websocket';
  readonly path: string;
  /** An answer proves a right credential: the gateway looks at nothing before it. */
  readonly proves: boolean;
  /** A session that the path names. */
  readonly sessionKey?: string;
}

interface Asked {
  readonly method: string;
  readonly target: string;
  readonly status: number;
  readonly websocket?: boolean | undefined;
}

const api = /^\/(?:v1\/|tools\/invoke$|api\/channels\/)/;
const endpoint = /^\/(?:v1\/(?:chat\/completions|responses|embeddings)|tools\/invoke)$/;
const session = /^\/sessions\/([^/]{1,1500})\/(?:history|kill)$/;

export function routeOf({ method, target, status, websocket }: Asked): Route | undefined {
  const path = pathOf(target);
  if (status === 101 || websocket) return { door: 'websocket', path, proves: false };
  if (method === 'OPTIONS') return undefined;
  const key = session.exec(path)?.[1];
  if (key !== undefined) return { door: 'api', path, proves: true, sessionKey: decoded(key).slice(0, 512) };
  const plain = path.includes('%') ? decoded(path) : path;
  if (/^\/hooks(?:\/|$)/.test(plain)) return { door: 'hooks', path: plain, proves: method === 'POST' };
  // The Control UI answers a GET of any path with its page.
  const proves = method === 'POST' && endpoint.test(plain);
  return api.test(plain) ? { door: 'api', path: plain, proves } : undefined;
}

/** Without host, query and repeated slashes. */
function pathOf(target: string): string {
  const local = target.replace(/^https?:\/\/[^/?#]{0,300}/i, '');
  const [path = ''] = local.split(/[?#]/, 1);
  return path.replace(/\/{2,}/g, '/').slice(0, 2000);
}

/** Decoded once; what is no text stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text).slice(0, 2000);
  } catch {
    return text;
  }
}
