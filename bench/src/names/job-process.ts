/** One job of the names benchmark in a process of its own: the job is the argument, its result is printed as JSON. */
import type { Job } from './jobs.ts';
import { measureSpeed } from './speed.ts';
import { answer, goLive, measureRecall } from './tasks.ts';

export type JobProcess = typeof run;

const run = (job: Job) => {
  switch (job.task) {
    case 'answers':
      return answer(job);
    case 'speed':
      return measureSpeed(job);
    case 'live':
      return goLive(job);
    case 'recall':
      return measureRecall(job);
  }
};

console.log(JSON.stringify(await run(JSON.parse(process.argv[2]!) as Job)));
