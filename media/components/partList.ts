import type { MarkedText, TranscriptPart } from '../viewTypes.ts';
import { FieldList } from './fieldList.ts';
import { LongList } from './longList.ts';
import { transcriptPart } from './transcriptParts.ts';

/** What a model said and did, part by part. */
export class PartList extends LongList<TranscriptPart> {
  protected readonly one = 'part';

  protected draw(parts: readonly TranscriptPart[]): unknown {
    return parts.map(transcriptPart);
  }

  /** Draws a text of a part, where it is not drawn. */
  async showText(part: number, text: MarkedText): Promise<void> {
    await this.showItem(part);
    for (const fields of this.querySelectorAll('scenarist-fields')) {
      if (fields instanceof FieldList) await fields.showItem(fields.items.findIndex((field) => field.text === text));
    }
  }
}

customElements.define('scenarist-parts', PartList);
