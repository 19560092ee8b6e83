/** The bundler hands a page over as its text. */
declare module '*.md' {
  const text: string;
  export default text;
}
