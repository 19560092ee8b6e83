/** One kind of scenario to begin with. Its texts are YAML, and hold nothing but what their author would write. */
export interface Template {
  /** What it asks, in a few words, for the list to choose from. */
  readonly label: string;
  readonly detail: string;
  /** All of the scenario below its title. */
  readonly scenario: string;
  /** The scripted model that answers it, so that it runs at once. */
  readonly model: string;
}
