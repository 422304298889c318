import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The node's measurements, served at `/metrics` in Prometheus text format. One registry a node: no globals. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'jisr_' });
  const registers = [registry];
  return {
    httpSeconds: new Histogram({
      name: 'jisr_http_request_seconds',
      help: 'Time to answer a request, seconds',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
      registers,
    }),
    messages: new Counter({
      name: 'jisr_messages_total',
      help: 'Messages received by status',
      labelNames: ['status'],
      registers,
    }),
    travellers: new Counter({
      name: 'jisr_travellers_total',
      help: 'Traveller records read from messages',
      registers,
    }),
    issues: new Counter({
      name: 'jisr_message_issues_total',
      help: 'Issues found in messages by code',
      labelNames: ['code'],
      registers,
    }),
    screened: new Counter({ name: 'jisr_screenings_total', help: 'Travellers screened', registers }),
    screeningSeconds: new Histogram({
      name: 'jisr_screening_seconds',
      help: 'Time to screen one batch of travellers, seconds',
      buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
      registers,
    }),
    hits: new Counter({
      name: 'jisr_hits_total',
      help: 'Hits raised by severity',
      labelNames: ['severity'],
      registers,
    }),
    decisions: new Counter({
      name: 'jisr_decisions_total',
      help: 'Decisions taken by verdict',
      labelNames: ['verdict'],
      registers,
    }),
    jobs: new Counter({
      name: 'jisr_jobs_total',
      help: 'Jobs finished by kind and outcome',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
    listings: new Gauge({
      name: 'jisr_listings',
      help: 'Listings in force by watchlist',
      labelNames: ['watchlist'],
      registers,
    }),
    accessEntries: new Counter({
      name: 'jisr_access_entries_total',
      help: 'Lines written to the access log',
      registers,
    }),
    text: () => registry.metrics(),
  };
}
export type Metrics = ReturnType<typeof createMetrics>;
