import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Logger } from './log.ts';

/** Proxies cut silent connections; an event every 20 s keeps them open and tells the console that the line lives. */
const BEAT_MS = 20_000;

/** One open line of server-sent events. */
export interface Stream {
  send(event: string, data: string): void;
  /** Ends the line unless its caller may still hear it: to be called when sessions have ended. */
  checkCaller(): void;
}

/** Begins to send; what it returns stops that, and is waited for before the node lets go of its database. */
export type OpenStream = (stream: Stream) => () => Promise<void>;

/**
 * The open lines of a server. When the server closes they are ended first: what each of them hears by is given back
 * before the database goes.
 *
 * @example
 * const streams = createStreams(app, log);
 * streams.open(reply, () => stillSignedIn(request), open);
 */
export function createStreams(app: FastifyInstance, log: Logger) {
  const ending = new Set<() => Promise<void>>();
  app.addHook('preClose', async () => {
    await Promise.all([...ending].map((end) => end()));
  });

  return {
    open(reply: FastifyReply, mayHear: () => Promise<boolean>, open: OpenStream): void {
      reply.hijack();
      const out = reply.raw;
      out.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      out.write(': open\n\n');
      const check = async () => {
        try {
          if (!(await mayHear())) await end();
        } catch (error) {
          // Who cannot be recognised hears nothing more; the browser comes back and signs in anew.
          log.warn({ event: 'stream.unchecked', err: error }, 'a line of events was ended');
          await end();
        }
      };
      const stop = open({
        send: (event, data) => out.write(`event: ${event}\ndata: ${data}\n\n`),
        checkCaller: () => void check(),
      });
      const beat = setInterval(() => {
        out.write('event: beat\ndata: {}\n\n');
        void check();
      }, BEAT_MS);
      let stopped: Promise<void> | undefined;
      const end = (): Promise<void> => {
        stopped ??= stopStream(out, beat, stop, log).finally(() => ending.delete(end));
        return stopped;
      };
      ending.add(end);
      // The answer's end, not the request's: that one is over as soon as it has been read.
      out.on('close', () => void end());
    },
  };
}

async function stopStream(
  out: FastifyReply['raw'],
  beat: NodeJS.Timeout,
  stop: () => Promise<void>,
  log: Logger,
): Promise<void> {
  clearInterval(beat);
  out.end();
  try {
    await stop();
  } catch (error) {
    log.warn({ event: 'stream.unstopped', err: error }, 'a line of events could not be given back');
  }
}
