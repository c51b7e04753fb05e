import type { TimeSpan } from '../../facts/spans.ts';
import type { Watched } from '../../reporters/daily/day-summary.ts';
import type { EventStream } from '../merge-by-time.ts';
import type { SourceStream } from '../source-stream.ts';
import { Watch } from './watch.ts';
import { WatchedStream } from './watched-stream.ts';

/** A night without a line of a live log is not a lost watch. */
const longestSilence = 12 * 3_600_000;

/** What was watched of each gateway. */
export class Watches {
  readonly #gateways = new Map<string, Watch>();

  over(streams: readonly SourceStream[]): readonly EventStream[] {
    return streams.map((stream) => {
      const { kind, gateway } = stream.decoder;
      const watch = this.#of(gateway);
      return kind ? new WatchedStream(stream, (event) => watch.see(event, kind, stream)) : stream;
    });
  }

  /** The logs were read where the gateway writes them: they end where its silence begins. */
  areLive(now: number): void {
    for (const watch of this.#gateways.values()) watch.stayAwake(now, longestSilence);
  }

  during(day: TimeSpan): readonly Watched[] {
    return [...this.#gateways.values()].map((watch) => watch.of(day));
  }

  #of(gateway: string): Watch {
    const watch = this.#gateways.get(gateway) ?? new Watch(gateway);
    this.#gateways.set(gateway, watch);
    return watch;
  }
}
