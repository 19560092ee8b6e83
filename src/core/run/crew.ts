/**
 * So many workers at once. One that waits for a person makes room for another; when it comes back and they are too many, the
 * first that is done with its trial leaves.
 */
export class Crew {
  private readonly most: number;
  private readonly work: (crew: Crew) => Promise<void>;
  private readonly all = new Set<Promise<void>>();
  private working = 0;

  /** @param work Takes trial after trial while `isTooLarge` is false. Must not reject. */
  constructor(most: number, work: (crew: Crew) => Promise<void>) {
    this.most = most;
    this.work = work;
  }

  get isTooLarge(): boolean {
    return this.working > this.most;
  }

  /** Resolves when all have left. */
  async run(): Promise<void> {
    while (this.working < this.most) this.hire();
    while (this.all.size > 0) await Promise.all(this.all);
  }

  readonly whileAway = async <T>(wait: () => Promise<T>): Promise<T> => {
    this.working--;
    if (this.working < this.most) this.hire();
    try {
      return await wait();
    } finally {
      this.working++;
    }
  };

  private hire(): void {
    this.working++;
    const going: Promise<void> = this.work(this).finally(() => {
      this.working--;
      this.all.delete(going);
    });
    this.all.add(going);
  }
}
