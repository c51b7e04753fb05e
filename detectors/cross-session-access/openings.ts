import type { AuditEvent, Memory } from '../../src/detector-kit/index.ts';

const visibility = /(?:^|\.)tools(?:\.sessions(?:\.visibility)?|\.agentToAgent(?:\.\w{1,20})?)?$/;
const undone = /^(?:noop|failed|rejected)$/;

export type Opening = { readonly time: number; readonly by: string };

/** The last change of who may see whose session. */
export class Openings {
  readonly #last: Memory<Opening>;

  constructor(last: Memory<Opening>) {
    this.#last = last;
  }

  learn({ gateway, time, paths, by, via, result }: AuditEvent<'configChange'>): void {
    if (result !== undefined && undone.test(result)) return;
    const last = this.#last.get(gateway)?.time;
    if (!paths.some((path) => visibility.test(path)) || (last !== undefined && last > time)) return;
    this.#last.set(gateway, { time, by: (by ?? via).slice(0, 60) });
  }

  last(gateway: string): Opening | undefined {
    return this.#last.get(gateway);
  }
}
