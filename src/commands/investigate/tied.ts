import type { Engine } from '../../engine/engine.ts';
import type { AuditEvent } from '../../model/event.ts';
import type { Finding } from '../../model/finding.ts';
import type { Subject } from '../../reporters/investigation/investigation.ts';
import { isAboutSubject } from './subject.ts';

/** Records that name no address, and that a finding about this address alone took for part of it. */
export class Tied {
  readonly #engine: Engine;
  readonly #ofAddress: boolean;
  readonly #isAbout: (finding: Finding) => boolean;

  constructor(subject: Subject, engine: Engine) {
    this.#engine = engine;
    this.#ofAddress = subject.kind === 'ip';
    this.#isAbout = isAboutSubject(subject);
  }

  /** The finding that the record, which the engine has just heard of, made new or graver. */
  by({ ip, source }: AuditEvent): Finding | undefined {
    if (!this.#ofAddress || ip !== undefined) return undefined;
    return this.#engine
      .takeRevised()
      .find(
        (finding) =>
          finding.entityCounts.ips === 1 &&
          this.#isAbout(finding) &&
          finding.evidence.at(-1)?.source === source,
      );
  }
}
