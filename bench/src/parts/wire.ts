import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A wire to a port of this machine that can be cut. */
export interface Wire {
  readonly port: number;
  /** Breaks every connection, and makes no new one. */
  cut(): void;
  restore(): void;
  close(): void;
}

/**
 * Lays a wire: bytes in, the same bytes out.
 *
 * @example
 * const wire = await layWire(8610);
 * wire.cut();
 */
export async function layWire(to: number): Promise<Wire> {
  const ends = new Set<Socket>();
  let whole = true;
  const breakAll = () => {
    for (const end of ends) end.destroy();
  };
  const server = createServer((near) => {
    if (!whole) {
      near.destroy();
      return;
    }
    const far = connect(to, '127.0.0.1');
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end);
      // A broken end breaks the other one; who used the wire hears of it there.
      end.on('error', () => other.destroy());
      end.on('close', () => {
        ends.delete(end);
        other.destroy();
      });
      end.pipe(other);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    cut: () => {
      whole = false;
      breakAll();
    },
    restore: () => {
      whole = true;
    },
    close: () => {
      breakAll();
      server.close();
    },
  };
}
