/**
 * Cuts a text stream into the data of its server-sent events (HTML standard, «Server-sent events»). Only `data` matters:
 * the service repeats each event's name in it.
 */
export class EventSplitter {
  private rest = '';
  private data: string[] = [];

  /** The data of the events that are complete with this chunk. */
  push(chunk: string): readonly string[] {
    // A line without its end yet is not searched again.
    if (!chunk.includes('\n')) {
      this.rest += chunk;
      return [];
    }
    const lines = (this.rest + chunk).split('\n');
    this.rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.takeLine(line.endsWith('\r') ? line.slice(0, -1) : line) ?? []);
  }

  private takeLine(line: string): string | null {
    if (line.startsWith('data:')) this.data.push(line.slice(line[5] === ' ' ? 6 : 5));
    if (line !== '' || this.data.length === 0) return null;
    const data = this.data.join('\n');
    this.data = [];
    return data;
  }
}
