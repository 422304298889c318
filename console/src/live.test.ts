import { API, type LiveEvent } from '@jisr/contract';
import { describe, expect, it } from 'vitest';
import { createLive, type LiveState, type Stale, staleOf } from './live.ts';

const ID = '01930000-0000-7000-8000-000000000001';

describe('what an event makes stale', () => {
  it('reads one record again by its id and lists as a whole', () => {
    const stale = staleOf([{ kind: 'hit', id: ID }]);
    expect(stale.find(({ path }) => path === API.readHit.path)?.ids).toEqual(new Set([ID]));
    expect(stale.find(({ path }) => path === API.listHits.path)?.ids).toBeNull();
  });

  it('reads every record again after a star, whatever came before', () => {
    const stale = staleOf([
      { kind: 'hit', id: ID },
      { kind: 'hit', id: '*' },
      { kind: 'hit', id: ID },
    ]);
    expect(stale.find(({ path }) => path === API.readHit.path)?.ids).toBeNull();
  });
});

/** A source that the test drives, with time that stands still. */
function createStage() {
  const heard = new Map<string, (message: MessageEvent<string>) => void>();
  const states: LiveState['state'][] = [];
  const refreshed: (readonly Stale[] | 'all')[] = [];
  const waiting: (() => void)[] = [];
  const delays: number[] = [];
  const source = {
    addEventListener: (kind: string, hear: (message: MessageEvent<string>) => void) => heard.set(kind, hear),
    close: () => states.push('offline'),
    onopen: null as (() => void) | null,
    onerror: null as (() => void) | null,
    readyState: 0,
  };
  let opened = 0;
  const live = createLive({
    open: () => {
      opened += 1;
      return source as unknown as EventSource;
    },
    now: () => 1000,
    later: (run, ms) => {
      waiting.push(run);
      delays.push(ms);
    },
    changed: ({ state }) => states.push(state),
    refresh: async (stale) => {
      refreshed.push(stale);
    },
  });
  const send = (event: LiveEvent) =>
    heard.get(event.kind)?.({ data: JSON.stringify(event) } as MessageEvent<string>);
  const flush = () => waiting.splice(0).map((run) => run());
  return { live, source, states, refreshed, delays, send, flush, opened: () => opened };
}

describe('the live connection', () => {
  it('ignores an event that the contract does not know', () => {
    const stage = createStage();
    stage.send({ kind: 'hit', id: 'not an id' });
    stage.flush();
    expect(stage.refreshed).toEqual([]);
  });

  it('shows the first event at once and gathers the burst behind it', () => {
    const stage = createStage();
    stage.send({ kind: 'hit', id: ID });
    stage.send({ kind: 'hit', id: ID });
    stage.flush();
    stage.send({ kind: 'hit', id: '*' });
    stage.flush();
    expect(stage.refreshed).toHaveLength(2);
    expect(stage.delays[0]).toBeLessThan(300);
    expect(stage.delays[1]).toBe(1000);
  });

  it('shows a hit at once behind the messages that brought it', () => {
    const stage = createStage();
    stage.send({ kind: 'message', id: ID });
    stage.flush();
    stage.send({ kind: 'crossing', id: ID });
    stage.send({ kind: 'hit', id: ID });
    stage.flush();
    expect(stage.delays).toEqual([expect.any(Number), 1000, expect.any(Number)]);
    expect(stage.delays[2]).toBeLessThan(300);
  });

  it('reads everything again after the connection was lost', async () => {
    const stage = createStage();
    stage.source.onopen?.();
    stage.source.onerror?.();
    stage.source.onerror?.();
    stage.source.onopen?.();
    await Promise.resolve();
    expect(stage.refreshed).toEqual(['all']);
    expect(stage.states).toEqual(['live', 'offline', 'catching-up', 'live']);
  });

  it('opens the line again when the browser gave it up, and not once it is closed', () => {
    const stage = createStage();
    stage.source.onerror?.();
    stage.flush();
    expect(stage.opened()).toBe(1);
    stage.source.readyState = 2;
    stage.source.onerror?.();
    stage.flush();
    expect(stage.opened()).toBe(2);
    stage.source.onopen?.();
    expect(stage.states).toEqual(['offline', 'catching-up']);
    stage.source.onerror?.();
    stage.live.close();
    stage.flush();
    expect(stage.opened()).toBe(2);
  });
});
