/** What a process of its own is asked to do: nothing that one engine leaves in memory weighs on another. */
export type Job = AnswersJob | SpeedJob | LiveJob | RecallJob;

/** Answers the kit's queries, for the kit's scorer. */
export interface AnswersJob {
  readonly task: 'answers';
  readonly engine: string;
  /** Files of the kit. */
  readonly list: string;
  readonly queries: string;
  readonly subset: number;
  readonly top: number;
  /** Where the answers go, one line of JSON each. */
  readonly out: string;
}

/** Answers the mix of queries against the first `names` of a list for `seconds` at most. */
export interface SpeedJob {
  readonly task: 'speed';
  readonly engine: string;
  readonly list: string;
  readonly names: number;
  readonly seconds: number;
  readonly top: number;
}

export interface Speed {
  readonly engine: string;
  readonly names: number;
  /** How many queries were answered in the time. */
  readonly queries: number;
  readonly buildSeconds: number;
  /** What is alive after the build, when the list is dropped, in MB. */
  readonly megabytes: number;
  /** The highest resident memory of the process, build included, in MB. */
  readonly peakMegabytes: number;
  /** Screenings a second and core by processor time; null where the engine does not say. */
  readonly perSecondCpu: number | null;
  readonly perSecondWall: number;
  readonly millisecondsP50: number;
  readonly millisecondsP99: number;
}

/** From a file to the first answer, and from a change of the list to the first answer. */
export interface LiveJob {
  readonly task: 'live';
  readonly list: string;
  readonly names: number;
}

export interface Live {
  readonly names: number;
  readonly indexMegabytes: number;
  /** From the file (in the page cache) to the first answer. */
  readonly millisecondsFromFile: number;
  /** From 1,000 listings removed and 1,000 added to the first answer that knows them. */
  readonly millisecondsFromChange: number;
}

/** The search beside the scorer over every name, for the queries `from`, `from + step`, … of the kit. */
export interface RecallJob {
  readonly task: 'recall';
  readonly list: string;
  readonly names: number;
  readonly queries: number;
  readonly part: number;
  readonly parts: number;
}

/** Counts of one part, which add up. */
export interface Recall {
  readonly queries: number;
  /** Queries that have an answer of ten bits and more, and those whose best answer is first. */
  readonly answered: number;
  readonly first: number;
  readonly thresholds: readonly { readonly bits: number; readonly total: number; readonly found: number }[];
}
