/** Lets so many tasks go on at once; whoever brings another waits. */
export class Gate {
  private readonly most: number;
  private readonly underWay = new Set<Promise<void>>();

  constructor(most: number) {
    this.most = most;
  }

  /** Resolves when the task has begun. A task must not reject. */
  async begin(task: () => Promise<void>): Promise<void> {
    while (this.underWay.size >= this.most) await Promise.race(this.underWay);
    const going: Promise<void> = task().finally(() => this.underWay.delete(going));
    this.underWay.add(going);
  }

  async drained(): Promise<void> {
    await Promise.all(this.underWay);
  }
}
