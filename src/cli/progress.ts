export interface Progress {
  advance(): void;
  end(): void;
}

/** A bar on stderr where a person watches it; silent in a pipe, so that logs stay short. */
export function createProgress(total: number, isWatched: boolean): Progress {
  if (!isWatched) return { advance: () => undefined, end: () => undefined };
  let done = 0;
  const bar = import('cli-progress').then(({ SingleBar, Presets }) => {
    const made = new SingleBar(
      { format: '{bar} {value}/{total} trials', stream: process.stderr, hideCursor: true },
      Presets.shades_classic,
    );
    made.start(total, done);
    return made;
  });
  return {
    advance: () => {
      done++;
      void bar.then((each) => each.update(done));
    },
    end: () => void bar.then((each) => each.stop()),
  };
}
