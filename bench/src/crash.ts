/** SIGKILL in the middle of 1,000 posted messages, then a restart: what was accepted is there once, every hit once. */
import { crashInTheMiddle } from './parts/crash-run.ts';
import { report } from './parts/report.ts';

const posted = Number(process.argv[process.argv.indexOf('--messages') + 1]) || 1000;
const url = process.env.JISR_BENCH_DATABASE;
report(url ? 'crash-postgres' : 'crash-pglite', {
  ...(await crashInTheMiddle(posted, url ? { JISR_DATABASE_URL: url } : {})),
});
