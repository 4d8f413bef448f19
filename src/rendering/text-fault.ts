/** What is wrong at one place of a text and what to do, without the place: whoever knows the line adds it. */
export class TextFault extends Error {
  override readonly name = 'TextFault';
}
