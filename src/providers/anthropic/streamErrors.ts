/** The stream says something that no message can be made of. The message never quotes the answer. */
export class MalformedStream extends Error {
  override readonly name = 'MalformedStream';
}

/** The service ended the stream with an error event. */
export class StreamFailed extends Error {
  override readonly name = 'StreamFailed';
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}
