/** Why a line cannot be imported, and what to do: for a person. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
