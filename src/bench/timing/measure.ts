/** Something that is timed, in rounds. */
export interface Measure {
  /** Unique among those that are timed together. */
  readonly key: string;
  /** Calls that one round makes: one for each input. */
  readonly callsPerRound: number;
  run(rounds: number): void;
}

/** What each call gave last, by input. */
export interface CallMeasure extends Measure {
  readonly results: readonly unknown[];
}

/**
 * A measure that calls a function with each input in turn and keeps what it gives: a result that nobody keeps need not be
 * made. The loop is compiled for each measure by itself, so that it may take up the function it calls, and each variant is
 * the only one that its loop has seen.
 */
export function measureCalls(key: string, call: (input: never) => unknown, inputs: readonly unknown[]): CallMeasure {
  const results = new Array<unknown>(inputs.length).fill(undefined);
  const code = `return (rounds)=>{for(let r=0;r<rounds;r++)for(let i=0;i<${inputs.length};i++)results[i]=call(inputs[i]);}`;
  // What `Function` makes is untyped; the code above is that of `run`.
  const run = new Function('call', 'inputs', 'results', code)(call, inputs, results) as Measure['run'];
  return { key, callsPerRound: inputs.length, run, results };
}

/** Several measures of the same as one: each run is that of the next. */
export function takeTurns(key: string, measures: readonly CallMeasure[]): CallMeasure {
  const [first] = measures;
  if (first === undefined) throw new RangeError('at least one measure is needed');
  let turn = 0;
  return {
    key,
    callsPerRound: first.callsPerRound,
    get results() {
      return measures.flatMap(({ results }) => results);
    },
    run(rounds) {
      const measure = measures[turn] ?? first;
      turn = (turn + 1) % measures.length;
      measure.run(rounds);
    },
  };
}
