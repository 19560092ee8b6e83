import { html, nothing } from 'lit';
import type { MarkedText } from '../viewTypes.ts';
import { LongList } from './longList.ts';
import { shown } from './parts.ts';

/** A field of an action. A body is what it is about, such as the text of a mail: it stands below the others, without its name. */
interface Field {
  readonly name: string;
  readonly text: MarkedText;
  readonly isBody: boolean;
}

/** What an action was given: the fields with their names, then the bodies. */
export class FieldList extends LongList<Field> {
  protected readonly one = 'field';

  protected draw(fields: readonly Field[]): unknown {
    const headers = fields.filter(({ isBody }) => !isBody);
    const bodies = fields.filter(({ isBody }) => isBody);
    return html`${
      headers.length === 0
        ? nothing
        : html`<dl class="fields">
            ${headers.map(
              ({ name, text }) =>
                html`<div class=${name === 'subject' ? 'subject' : ''}>
                  <dt>${shown(name, 80)}</dt>
                  <dd><scenarist-text .text=${text}></scenarist-text></dd>
                </div>`,
            )}
          </dl>`
    }
    ${bodies.map(({ text }) => html`<scenarist-text class="mail-body" .text=${text}></scenarist-text>`)}`;
  }
}

customElements.define('scenarist-fields', FieldList);
