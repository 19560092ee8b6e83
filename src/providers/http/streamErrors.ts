/** The stream says something that no message can be made of. The message never quotes the answer. */
export class MalformedStream extends Error {
  override readonly name = 'MalformedStream';
}

/** The service ended the stream with an error event: its type in the service's words, or the status it would have had. */
export class StreamFailed extends Error {
  override readonly name = 'StreamFailed';
  readonly type: string | number;

  constructor(type: string | number, message: string) {
    super(message);
    this.type = type;
  }
}
