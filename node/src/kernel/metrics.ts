import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];

/** The node's measurements, served at `/metrics` in Prometheus text format. One registry a node: no globals. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'jisr_' });
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Counter({ name, help, labelNames, registers: [registry] });
  const histogram = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Histogram({ name, help, labelNames, buckets: SECONDS, registers: [registry] });
  return {
    httpSeconds: histogram('jisr_http_request_seconds', 'Time to answer a request, seconds', [
      'method',
      'route',
      'status',
    ]),
    messages: counter('jisr_messages_total', 'Messages received by status', ['status']),
    travellers: counter('jisr_travellers_total', 'Traveller records read from messages'),
    issues: counter('jisr_message_issues_total', 'Issues found in messages by code', ['code']),
    screened: counter('jisr_screenings_total', 'Travellers screened'),
    screeningSeconds: histogram('jisr_screening_seconds', 'Time to screen one batch of travellers, seconds'),
    hits: counter('jisr_hits_total', 'Hits raised by severity', ['severity']),
    decisions: counter('jisr_decisions_total', 'Decisions taken by verdict', ['verdict']),
    listings: new Gauge({
      name: 'jisr_listings',
      help: 'Listings in force by watchlist',
      labelNames: ['watchlist'],
      registers: [registry],
    }),
    accessEntries: counter('jisr_access_entries_total', 'Lines written to the access log'),
    text: () => registry.metrics(),
  };
}
export type Metrics = ReturnType<typeof createMetrics>;
